from django.urls import path

from monitoring.views import schulung, schulung_koordination, schulung_leitung, schulung_ressort, schulung_termin

app_name = "schulung"
urlpatterns = [
    path("", schulung.MeineView.as_view(), name="meine"),
    path("sprachen/", schulung.SprachenView.as_view(), name="sprachen"),
    path("termin/<uuid:pk>/", schulung.TerminView.as_view(), name="termin"),
    path("termin/<uuid:pk>/kalender.ics", schulung.KalenderView.as_view(), name="kalender"),
    path("termin/<uuid:pk>/bearbeiten/", schulung_termin.BearbeitenView.as_view(), name="termin_bearbeiten"),
    path("termin/<uuid:pk>/teilnehmende/", schulung_termin.TeilnehmendeView.as_view(), name="teilnehmende"),
    path("kurse/", schulung_koordination.KurseView.as_view(), name="kurse"),
    path("kurse/neu/", schulung_koordination.KursView.as_view(), name="kurs_neu"),
    path("kurse/<uuid:pk>/", schulung_koordination.KursView.as_view(), name="kurs"),
    path("kurse/<uuid:kurs>/termin/", schulung_termin.BearbeitenView.as_view(), name="termin_neu"),
    path("pflicht/", schulung_koordination.PflichtView.as_view(), name="pflicht"),
    path("nachweise/", schulung_leitung.NachweiseView.as_view(), name="nachweise"),
    path("nachweise/neu/", schulung_koordination.NachweisView.as_view(), name="nachweis_neu"),
    path("nachweise/<uuid:pk>/", schulung_koordination.AufhebenView.as_view(), name="nachweis"),
    path("team/", schulung_leitung.TeamView.as_view(), name="team"),
    path("gespraeche/", schulung_leitung.GespraecheView.as_view(), name="gespraeche"),
    path("abdeckung/", schulung_leitung.AbdeckungView.as_view(), name="abdeckung"),
    path("ressort/", schulung_ressort.RessortView.as_view(), name="ressort"),
    path("ressort/<uuid:pk>/", schulung_ressort.AnmeldenView.as_view(), name="ressort_anmelden"),
]
