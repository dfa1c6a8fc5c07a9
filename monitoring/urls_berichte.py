from django.urls import path

from monitoring.views import bericht as views
from monitoring.views import berichtversand as versand

app_name = "berichte"
urlpatterns = [
    path("", views.BerichteView.as_view(), name="liste"),
    path("<uuid:pk>/", views.BerichtView.as_view(), name="bericht"),
    path("<uuid:pk>/bericht.pdf", views.BerichtPdfView.as_view(), name="pdf"),
    path("<uuid:pk>/fassung/", views.FassungView.as_view(), name="fassung"),
    path("<uuid:pk>/senden/", versand.SendenView.as_view(), name="senden"),
    path("adressen/", versand.AdressenView.as_view(), name="adressen"),
]
