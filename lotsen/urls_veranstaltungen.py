from django.urls import path

from lotsen.views import einlass, veranstaltungen

app_name = "veranstaltungen"
urlpatterns = [
    path("", veranstaltungen.ListeView.as_view(), name="liste"),
    path("neu/", veranstaltungen.BearbeitenView.as_view(), name="neu"),
    path("<uuid:pk>/", veranstaltungen.VeranstaltungView.as_view(), name="veranstaltung"),
    path("<uuid:pk>/bearbeiten/", veranstaltungen.BearbeitenView.as_view(), name="bearbeiten"),
    path("<uuid:pk>/absagen/", veranstaltungen.AbsagenView.as_view(), name="absagen"),
    path("<uuid:pk>/teilnehmende/", veranstaltungen.TeilnehmendeView.as_view(), name="teilnehmende"),
    path("<uuid:pk>/einlass/", einlass.EinlassView.as_view(), name="einlass"),
    path("<uuid:pk>/<slug:schritt>/", veranstaltungen.SchrittView.as_view(), name="schritt"),
]
