from django.urls import path

from lotsen.views import anmeldung, einladung

app_name = "anmeldung"
urlpatterns = [
    path("", anmeldung.VeranstaltungenView.as_view(), name="liste"),
    path("<uuid:pk>/", anmeldung.VeranstaltungView.as_view(), name="veranstaltung"),
    path("anmeldung/<str:token>/", anmeldung.MeinView.as_view(), name="mein"),
    path("anmeldung/<str:token>/kalender.ics", anmeldung.KalenderView.as_view(), name="kalender"),
    path("einladung/<str:token>/", einladung.EinladungView.as_view(), name="einladung"),
]
