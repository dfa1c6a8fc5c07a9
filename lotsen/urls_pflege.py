from django.urls import path

from lotsen.views import pflege, traegerpflege, uebernahmepflege

app_name = "pflege"
urlpatterns = [
    path("", pflege.ListeView.as_view(), name="liste"),
    path("neu/", pflege.NeuView.as_view(), name="neu"),
    path("uebernahmen/", uebernahmepflege.UebernahmenView.as_view(), name="uebernahmen"),
    path("uebernahmen/vorlage.csv", uebernahmepflege.VorlageView.as_view(), name="vorlage"),
    path("uebernahmen/<uuid:pk>/", uebernahmepflege.UebernahmeView.as_view(), name="uebernahme"),
    path("traeger/", traegerpflege.TraegerlisteView.as_view(), name="traegerliste"),
    path("traeger/neu/", traegerpflege.TraegerView.as_view(), name="traeger_neu"),
    path("traeger/<uuid:pk>/", traegerpflege.TraegerView.as_view(), name="traeger"),
    path("traeger/<uuid:pk>/zurueck/<int:event>/", traegerpflege.TraegerZurueckView.as_view(), name="traeger_zurueck"),
    path("orte/", traegerpflege.OrteView.as_view(), name="orte"),
    path("orte/neu/", traegerpflege.OrtView.as_view(), name="ort_neu"),
    path("orte/<uuid:pk>/", traegerpflege.OrtView.as_view(), name="ort"),
    path("orte/<uuid:pk>/zurueck/<int:event>/", traegerpflege.OrtZurueckView.as_view(), name="ort_zurueck"),
    path("<uuid:pk>/", pflege.AngebotView.as_view(), name="angebot"),
    path("<uuid:pk>/texte/", pflege.TexteView.as_view(), name="texte"),
    path("<uuid:pk>/plaetze/", pflege.PlaetzeView.as_view(), name="plaetze"),
    path("<uuid:pk>/stand/", pflege.StandView.as_view(), name="stand"),
    path("<uuid:pk>/bestaetigen/", pflege.BestaetigenView.as_view(), name="bestaetigen"),
    path("<uuid:pk>/verlauf/", pflege.VerlaufView.as_view(), name="verlauf"),
    path("<uuid:pk>/verlauf/<int:fassung>/", pflege.ZurueckView.as_view(), name="zurueck"),
]
