"""What everybody may read of the figures."""

from django.urls import path

from monitoring.views import berichtversand as berichte
from monitoring.views import transparenz as views
from monitoring.views import transparenz_daten as daten

app_name = "transparenz"
urlpatterns = [
    path("", views.TransparenzView.as_view(), name="neueste"),
    path("ausgaben/", views.AusgabenView.as_view(), name="ausgaben"),
    path("katalog.jsonld", daten.KatalogView.as_view(), name="katalog"),
    path("berichte/<uuid:pk>.pdf", berichte.OeffentlicherBerichtView.as_view(), name="bericht"),
    path("<int:nummer>/kennzahlen.csv", daten.TabelleView.as_view(), name="tabelle"),
    path("<int:nummer>/datapackage.json", daten.DatenpaketView.as_view(), name="datenpaket"),
    path("<int:nummer>/", views.TransparenzView.as_view(), name="ausgabe"),
    path("<int:nummer>/<slug:slug>/", views.ZahlView.as_view(), name="zahl"),
]
