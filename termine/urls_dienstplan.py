from django.urls import path

from termine.views import dienstplan_orte as orte
from termine.views import dienstplan_pflege as pflege
from termine.views.dienstplan import DienstplanView

app_name = "dienstplan"
urlpatterns = [
    path("", DienstplanView.as_view(), name="dienstplan"),
    path("teams/neu/", orte.TeamNeuView.as_view(), name="team_neu"),
    path("teams/<int:pk>/", orte.TeamView.as_view(), name="team"),
    path("teams/<int:pk>/angaben/", orte.TeamBearbeitenView.as_view(), name="team_angaben"),
    path("teams/<int:pk>/zeiten/", pflege.ZeitenView.as_view(), name="zeiten"),
    path("teams/<int:pk>/ausnahme/", pflege.AusnahmeNeuView.as_view(), name="ausnahme_neu"),
    path("teams/<int:pk>/platz/", orte.PlatzNeuView.as_view(), name="platz_neu"),
    path("ausnahmen/<int:pk>/entfernen/", pflege.AusnahmeEntfernenView.as_view(), name="ausnahme_entfernen"),
    path("plaetze/<int:pk>/", orte.PlatzView.as_view(), name="platz"),
    path("plaetze/<int:pk>/dienst/", pflege.DienstNeuView.as_view(), name="dienst_neu"),
    path("dienste/<int:pk>/entfernen/", pflege.DienstEntfernenView.as_view(), name="dienst_entfernen"),
    path("schliesstage/", pflege.SchliesstageView.as_view(), name="schliesstage"),
    path("schliesstage/neu/", pflege.SchliesstagNeuView.as_view(), name="schliesstag_neu"),
    path("schliesstage/<int:pk>/", pflege.SchliesstagView.as_view(), name="schliesstag"),
    path("schliesstage/<int:pk>/entfernen/", pflege.SchliesstagEntfernenView.as_view(), name="schliesstag_entfernen"),
    path("vorlagen/", pflege.VorlagenView.as_view(), name="vorlagen"),
    path("vorlagen/neu/", pflege.VorlageView.as_view(), name="vorlage_neu"),
    path("vorlagen/<int:pk>/", pflege.VorlageView.as_view(), name="vorlage"),
    path("standorte/", orte.StandorteView.as_view(), name="standorte"),
    path("standorte/neu/", orte.StandortNeuView.as_view(), name="standort_neu"),
    path("standorte/<int:pk>/", orte.StandortView.as_view(), name="standort"),
]
