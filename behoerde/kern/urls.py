from django.urls import path

from behoerde.kern.views import arbeitsplatz, gesundheit, seiten

app_name = "kern"
urlpatterns = [
    path("sprache/", seiten.SpracheView.as_view(), name="sprache"),
    path("barrierefreiheit/", seiten.BarrierefreiheitView.as_view(), name="barrierefreiheit"),
    path("datenschutz/", seiten.DatenschutzView.as_view(), name="datenschutz"),
    path("impressum/", seiten.ImpressumView.as_view(), name="impressum"),
    path("gesundheit/live", gesundheit.live, name="live"),
    path("gesundheit/bereit", gesundheit.bereit, name="bereit"),
    path("arbeitsplatz/", arbeitsplatz.ArbeitsplatzView.as_view(), name="arbeitsplatz"),
]
