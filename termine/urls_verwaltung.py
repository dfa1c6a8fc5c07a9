from django.urls import path

from termine.views import verwaltung_angaben as angaben

app_name = "verwaltung"
urlpatterns = [
    path("angaben/", angaben.AngabenView.as_view(), name="angaben"),
    path("angaben/<slug:slug>/", angaben.LeistungBestaetigenView.as_view(), name="angaben_leistung"),
    path("angaben/<slug:slug>/<slug:angabe>/", angaben.AngabeView.as_view(), name="angabe"),
    path("angaben/<slug:slug>/<slug:angabe>/bestaetigen/", angaben.BestaetigenView.as_view(), name="angabe_bestaetigen"),
    path("angaben/<slug:slug>/<slug:angabe>/zuruecknehmen/", angaben.ZuruecknehmenView.as_view(), name="angabe_zuruecknehmen"),
]
