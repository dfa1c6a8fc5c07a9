from django.urls import path

from lotsen.views import einlass, veranstaltungen, veranstaltungen_einladung, veranstaltungen_feier

app_name = "veranstaltungen"
urlpatterns = [
    path("", veranstaltungen.ListeView.as_view(), name="liste"),
    path("neu/", veranstaltungen.BearbeitenView.as_view(), name="neu"),
    path("einladungen/", veranstaltungen_einladung.ListenView.as_view(), name="einladungen"),
    path("einladungen/neu/", veranstaltungen_einladung.NeuView.as_view(), name="einladen"),
    path("einladungen/<uuid:pk>/", veranstaltungen_einladung.ListeView.as_view(), name="einladungsliste"),
    path("<uuid:pk>/", veranstaltungen.VeranstaltungView.as_view(), name="veranstaltung"),
    path("<uuid:pk>/bearbeiten/", veranstaltungen.BearbeitenView.as_view(), name="bearbeiten"),
    path("<uuid:pk>/absagen/", veranstaltungen.AbsagenView.as_view(), name="absagen"),
    path("<uuid:pk>/teilnehmende/", veranstaltungen.TeilnehmendeView.as_view(), name="teilnehmende"),
    path("<uuid:pk>/einlass/", einlass.EinlassView.as_view(), name="einlass"),
    path("<uuid:pk>/feier/", veranstaltungen_feier.FeierView.as_view(), name="feier"),
    path("<uuid:pk>/<slug:schritt>/", veranstaltungen.SchrittView.as_view(), name="schritt"),
]
