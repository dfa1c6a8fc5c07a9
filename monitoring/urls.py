"""Figures of the office, for staff."""

from django.urls import path

from monitoring.views import kennzahl, lage

app_name = "monitoring"
urlpatterns = [
    path("", lage.LageView.as_view(), name="lage"),
    path("kennzahlen/", kennzahl.KennzahlenView.as_view(), name="kennzahlen"),
    path("kennzahlen/<slug:slug>/", kennzahl.KennzahlView.as_view(), name="kennzahl"),
    path("kennzahlen/<slug:slug>/<slug:was>/", kennzahl.PflegeView.as_view(), name="pflege"),
]
