"""The strategy: tree, Ziele, measures."""

from django.urls import path

from monitoring.views import strategie, vorhaben

app_name = "strategie"
urlpatterns = [
    path("", strategie.BaumView.as_view(), name="baum"),
    path("feld/neu/", strategie.FeldView.as_view(), name="feld_neu"),
    path("feld/<uuid:pk>/", strategie.FeldView.as_view(), name="feld"),
    path("ziel/neu/", strategie.ZielNeuView.as_view(), name="ziel_neu"),
    path("ziel/<uuid:pk>/", strategie.ZielView.as_view(), name="ziel"),
    path("ziel/<uuid:pk>/bearbeiten/", strategie.ZielBearbeitenView.as_view(), name="ziel_bearbeiten"),
    path("ziel/<uuid:pk>/kennzahl/", strategie.ZielKennzahlView.as_view(), name="ziel_kennzahl"),
    path("ziel/<uuid:pk>/beenden/", strategie.ZielEndeView.as_view(), name="ziel_beenden"),
    path("ziel/<uuid:pk>/ampel/", strategie.ZielAmpelView.as_view(), name="ziel_ampel"),
    path("vorhaben/neu/", vorhaben.NeuView.as_view(), name="vorhaben_neu"),
    path("vorhaben/<uuid:pk>/", vorhaben.VorhabenView.as_view(), name="vorhaben"),
    path("vorhaben/<uuid:pk>/bearbeiten/", vorhaben.BearbeitenView.as_view(), name="vorhaben_bearbeiten"),
    path("vorhaben/<uuid:pk>/schritt/", vorhaben.SchrittView.as_view(), name="vorhaben_schritt"),
    path("vorhaben/<uuid:pk>/meilenstein/", vorhaben.MeilensteinNeuView.as_view(), name="meilenstein_neu"),
    path("vorhaben/<uuid:pk>/beteiligung/", vorhaben.BeteiligungView.as_view(), name="beteiligung"),
    path("vorhaben/<uuid:pk>/wirkung/", vorhaben.WirkungView.as_view(), name="wirkung"),
    path("vorhaben/<uuid:pk>/ampel/", vorhaben.AmpelView.as_view(), name="vorhaben_ampel"),
    path("meilenstein/<uuid:pk>/", vorhaben.MeilensteinView.as_view(), name="meilenstein"),
]
