from django.urls import path

from behoerde.kern.views import arbeitsplatz, gesundheit, schutz, seiten

app_name = "kern"
urlpatterns = [
    path("sprache/", seiten.SpracheView.as_view(), name="sprache"),
    path("barrierefreiheit/", seiten.BarrierefreiheitView.as_view(), name="barrierefreiheit"),
    path("datenschutz/", seiten.DatenschutzView.as_view(), name="datenschutz"),
    path("impressum/", seiten.ImpressumView.as_view(), name="impressum"),
    path("schutz/aufgabe", schutz.aufgabe, name="schutz_aufgabe"),
    path("schutz/kontakt/<str:token>/", schutz.KontaktView.as_view(), name="schutz_kontakt"),
    path("schutz/code/<str:token>/", schutz.CodeView.as_view(), name="schutz_code"),
    path("gesundheit/live", gesundheit.live, name="live"),
    path("gesundheit/bereit", gesundheit.bereit, name="bereit"),
    path("arbeitsplatz/", arbeitsplatz.ArbeitsplatzView.as_view(), name="arbeitsplatz"),
]
