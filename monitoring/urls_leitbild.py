from django.urls import path

from monitoring.views import beitrag, leitbild

app_name = "leitbild"
urlpatterns = [
    path("", leitbild.ListeView.as_view(), name="liste"),
    path("gruppen/", leitbild.GruppenView.as_view(), name="gruppen"),
    path("gruppen/<uuid:pk>/", leitbild.GruppenView.as_view(), name="gruppe"),
    path("<uuid:pk>/", leitbild.LeitbildView.as_view(), name="leitbild"),
    path("<uuid:pk>/fassung/", leitbild.FassungView.as_view(), name="fassung"),
    path("<uuid:pk>/vergleich/", leitbild.VergleichView.as_view(), name="vergleich"),
    path("<uuid:pk>/uebersetzen/<str:sprache>/", leitbild.UebersetzenView.as_view(), name="uebersetzen"),
    path("<uuid:pk>/mitreden/", leitbild.MitredenView.as_view(), name="mitreden"),
    path("<uuid:pk>/beitraege/", beitrag.BeitraegeView.as_view(), name="beitraege"),
    path("<uuid:pk>/beitraege/<int:nummer>/", beitrag.AntwortView.as_view(), name="antwort"),
    path("<uuid:pk>/einladungen/", beitrag.EinladungenView.as_view(), name="einladungen"),
    path("<uuid:pk>/werkstatt/", beitrag.WerkstattView.as_view(), name="werkstatt"),
]
