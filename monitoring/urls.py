"""Figures of the office, for staff."""

from django.urls import path

from monitoring.views import kennzahl, lage, pflege, warnung

app_name = "monitoring"
urlpatterns = [
    path("", lage.LageView.as_view(), name="lage"),
    path("warnungen/", warnung.WarnungenView.as_view(), name="warnungen"),
    path("warnungen/neu/<slug:slug>/", warnung.NeuView.as_view(), name="warnung_neu"),
    path("kennzahlen/", kennzahl.KennzahlenView.as_view(), name="kennzahlen"),
    path("kennzahlen/<slug:slug>/", kennzahl.KennzahlView.as_view(), name="kennzahl"),
    path("kennzahlen/<slug:slug>/<slug:was>/", pflege.PflegeView.as_view(), name="pflege"),
]
