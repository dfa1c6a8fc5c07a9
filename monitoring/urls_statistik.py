from django.urls import path

from monitoring.views import statistik

app_name = "statistik"
urlpatterns = [
    path("", statistik.ListeView.as_view(), name="liste"),
    path("einlesen/", statistik.EinlesenView.as_view(), name="einlesen"),
    path("<uuid:pk>/", statistik.EinlesungView.as_view(), name="einlesung"),
]
