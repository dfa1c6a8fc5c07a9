from django.urls import path

from lotsen.views import abschied, abschiedsblatt, willkommenspaket

app_name = "willkommen"
urlpatterns = [
    path("paket/", willkommenspaket.PaketView.as_view(), name="paket"),
    path("paket/willkommen.pdf", willkommenspaket.PaketPdfView.as_view(), name="paket_pdf"),
    path("abschied/", abschied.AbschiedView.as_view(), name="abschied"),
    path("abschied/abschied.pdf", abschiedsblatt.AbschiedPdfView.as_view(), name="abschied_pdf"),
    path("netz/<str:token>/", abschied.NetzView.as_view(), name="netz"),
]
