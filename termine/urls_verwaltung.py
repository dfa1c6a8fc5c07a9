from django.urls import path

from termine.views import verwaltung_angaben as angaben
from termine.views import verwaltung_leistungen as leistungen

app_name = "verwaltung"
urlpatterns = [
    path("angaben/", angaben.AngabenView.as_view(), name="angaben"),
    path("angaben/<slug:slug>/", angaben.LeistungBestaetigenView.as_view(), name="angaben_leistung"),
    path("angaben/<slug:slug>/<slug:angabe>/", angaben.AngabeView.as_view(), name="angabe"),
    path("angaben/<slug:slug>/<slug:angabe>/bestaetigen/", angaben.BestaetigenView.as_view(), name="angabe_bestaetigen"),
    path("angaben/<slug:slug>/<slug:angabe>/zuruecknehmen/", angaben.ZuruecknehmenView.as_view(), name="angabe_zuruecknehmen"),
    path("leistungen/", leistungen.LeistungenView.as_view(), name="leistungen"),
    path("leistungen/neu/", leistungen.LeistungNeuView.as_view(), name="leistung_neu"),
    path("leistungen/<slug:slug>/", leistungen.LeistungView.as_view(), name="leistung"),
    path("leistungen/<slug:slug>/texte/", leistungen.TexteView.as_view(), name="leistung_texte"),
    path("leistungen/<slug:slug>/unterlagen/", leistungen.UnterlagenView.as_view(), name="leistung_unterlagen"),
    path("leistungen/<slug:slug>/vorschau/", leistungen.VorschauView.as_view(), name="leistung_vorschau"),
    path("leistungen/<slug:slug>/verlauf/", leistungen.VerlaufView.as_view(), name="leistung_verlauf"),
    path("leistungen/<slug:slug>/verlauf/<int:pk>/zurueck/", leistungen.ZurueckView.as_view(), name="leistung_zurueck"),
    path("unterlagen/", leistungen.UnterlagenlisteView.as_view(), name="unterlagen"),
    path("unterlagen/<int:pk>/", leistungen.UnterlageView.as_view(), name="unterlage"),
]
