from django.urls import path

from behoerde.kern.views import arbeitsplatz, dateien, einheiten, gesundheit, konten, nachrichten, schnittstellen, schutz, seiten

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
    path("dateien/<uuid:pk>/", dateien.DateiView.as_view(), name="datei"),
    path("verwaltung/konten/", konten.KontenView.as_view(), name="konten"),
    path("verwaltung/konten/neu/", konten.KontoNeuView.as_view(), name="konto_neu"),
    path("verwaltung/konten/<uuid:pk>/", konten.KontoView.as_view(), name="konto"),
    path("verwaltung/konten/<uuid:pk>/angaben/", konten.KontoBearbeitenView.as_view(), name="konto_bearbeiten"),
    path("verwaltung/konten/<uuid:pk>/rolle/", konten.RolleVergebenView.as_view(), name="konto_rolle"),
    path("verwaltung/konten/<uuid:pk>/rolle/<int:rolle>/beenden/", konten.RolleBeendenView.as_view(), name="konto_rolle_beenden"),
    path("verwaltung/konten/<uuid:pk>/austritt/", konten.KontoAustrittView.as_view(), name="konto_austritt"),
    path("verwaltung/konten/<uuid:pk>/sitzungen/", konten.KontoSitzungenView.as_view(), name="konto_sitzungen"),
    path("verwaltung/konten/<uuid:pk>/kennwort/", konten.KontoKennwortView.as_view(), name="konto_kennwort"),
    path("verwaltung/konten/<uuid:pk>/faktor/", konten.KontoFaktorView.as_view(), name="konto_faktor"),
    path("verwaltung/stellen/", einheiten.EinheitenView.as_view(), name="einheiten"),
    path("verwaltung/stellen/neu/", einheiten.EinheitNeuView.as_view(), name="einheit_neu"),
    path("verwaltung/stellen/<int:pk>/", einheiten.EinheitView.as_view(), name="einheit"),
    path("verwaltung/schnittstellen/", schnittstellen.SchnittstellenView.as_view(), name="schnittstellen"),
    path(
        "verwaltung/schnittstellen/<uuid:pk>/widerrufen/",
        schnittstellen.SchnittstelleWiderrufenView.as_view(),
        name="schnittstelle_widerrufen",
    ),
    path("verwaltung/nachrichten/", nachrichten.NachrichtenView.as_view(), name="nachrichten"),
    path("verwaltung/nachrichten/erneut/", nachrichten.NachrichtErneutView.as_view(), name="nachrichten_erneut"),
    path("verwaltung/nachrichten/<uuid:pk>/erneut/", nachrichten.NachrichtErneutView.as_view(), name="nachricht_erneut"),
    path("verwaltung/nachrichten/<uuid:pk>/verwerfen/", nachrichten.NachrichtVerwerfenView.as_view(), name="nachricht_verwerfen"),
]
