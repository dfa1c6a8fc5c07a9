"""Accessible PDFs (PDF/UA-1) from templates."""

from behoerde.kern.pdf.render import PdfUnavailable, pdf_available, render_pdf

__all__ = ["PdfUnavailable", "pdf_available", "render_pdf"]
