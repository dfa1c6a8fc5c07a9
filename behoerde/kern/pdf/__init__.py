"""Accessible PDFs (PDF/UA-1) from templates."""

from behoerde.kern.pdf.render import PdfUnavailable, pdf_available, pdf_response, render_pdf

__all__ = ["PdfUnavailable", "pdf_available", "pdf_response", "render_pdf"]
