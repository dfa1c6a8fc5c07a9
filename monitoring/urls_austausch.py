"""Exchange with other offices, and how the own one develops itself."""

from django.urls import path

from monitoring.views import austausch, entwicklung

app_name = "austausch"
urlpatterns = [
    path("", austausch.ListeView.as_view(), name="liste"),
    path("treffen/neu/", austausch.TreffenNeuView.as_view(), name="treffen_neu"),
    path("treffen/<uuid:pk>/", austausch.TreffenView.as_view(), name="treffen"),
    path("treffen/<uuid:pk>/bearbeiten/", austausch.TreffenBearbeitenView.as_view(), name="treffen_bearbeiten"),
    path("treffen/<uuid:pk>/vereinbarung/", austausch.VereinbarungNeuView.as_view(), name="vereinbarung_neu"),
    path("vereinbarung/<uuid:pk>/aufnehmen/", austausch.AufnehmenView.as_view(), name="vereinbarung_aufnehmen"),
    path("fundstuecke/", austausch.FundstueckeView.as_view(), name="fundstuecke"),
    path("fundstuecke/<uuid:pk>/aufnehmen/", austausch.FundAufnehmenView.as_view(), name="fundstueck_aufnehmen"),
    path("ausgeben/", austausch.AusgebenView.as_view(), name="ausgeben"),
    path("einlesen/", austausch.EinlesenView.as_view(), name="einlesen"),
    path("entwicklung/", entwicklung.PhasenView.as_view(), name="entwicklung"),
    path("entwicklung/neu/", entwicklung.PhaseNeuView.as_view(), name="phase_neu"),
    path("entwicklung/<uuid:pk>/", entwicklung.PhaseView.as_view(), name="phase"),
    path("entwicklung/<uuid:pk>/bearbeiten/", entwicklung.PhaseBearbeitenView.as_view(), name="phase_bearbeiten"),
    path("entwicklung/<uuid:pk>/ergebnis/", entwicklung.ErgebnisView.as_view(), name="phase_ergebnis"),
    path("entwicklung/<uuid:pk>/werkstatt/", entwicklung.WerkstattNeuView.as_view(), name="werkstatt_neu"),
    path("werkstatt/<uuid:pk>/aufnehmen/", entwicklung.WerkstattAufnehmenView.as_view(), name="werkstatt_aufnehmen"),
]
