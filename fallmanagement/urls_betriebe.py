from django.urls import path

from fallmanagement.views import abgleich, betriebe, stellen, stellenliste

app_name = "betriebe"
urlpatterns = [
    path("", betriebe.ListeView.as_view(), name="liste"),
    path("neu/", betriebe.BetriebFormView.as_view(), name="neu"),
    path("stellen/", stellen.ListeView.as_view(), name="stellen"),
    path("liste/", stellenliste.ListeView.as_view(), name="uebernehmen"),
    path("liste/vorlage.csv", stellenliste.VorlageView.as_view(), name="vorlage"),
    path("stellen/<uuid:pk>/", stellen.StelleView.as_view(), name="stelle"),
    path("stellen/<uuid:pk>/bearbeiten/", stellen.StelleFormView.as_view(), name="stelle_bearbeiten"),
    path("stellen/<uuid:pk>/personen/", abgleich.PersonenView.as_view(), name="personen"),
    path("<uuid:pk>/", betriebe.BetriebView.as_view(), name="betrieb"),
    path("<uuid:pk>/bearbeiten/", betriebe.BetriebFormView.as_view(), name="bearbeiten"),
    path("<uuid:betrieb>/stellen/neu/", stellen.StelleFormView.as_view(), name="stelle_neu"),
]
