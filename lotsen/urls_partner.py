from django.urls import path

from lotsen.views import begleitbrief, partner

app_name = "partner"
urlpatterns = [
    path("eingang/", partner.EingangView.as_view(), name="eingang"),
    path("eingang/<uuid:pk>/", partner.KopieView.as_view(), name="verweis"),
    path("eingang/<uuid:pk>/zurueck/", partner.ZurueckView.as_view(), name="zurueck"),
    path("eingang/<uuid:pk>/mitteilung/", partner.MitteilungView.as_view(), name="mitteilung"),
    path("plaetze/", partner.PlaetzeView.as_view(), name="plaetze"),
    path("statistik/", partner.StatistikView.as_view(), name="statistik"),
    path("antwort/<str:token>/", begleitbrief.AntwortLinkView.as_view(), name="antwort"),
    path("brief/<str:token>/", begleitbrief.BriefScanView.as_view(), name="brief"),
]
