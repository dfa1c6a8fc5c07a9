from django.urls import path

from lotsen.views import willkommenspaket

app_name = "willkommen"
urlpatterns = [
    path("paket/", willkommenspaket.PaketView.as_view(), name="paket"),
    path("paket/willkommen.pdf", willkommenspaket.PaketPdfView.as_view(), name="paket_pdf"),
]
