from django.urls import path

from lotsen.views import pflegelink

app_name = "traegerpflege"
urlpatterns = [
    path("pflege/<str:token>/", pflegelink.UebersichtView.as_view(), name="uebersicht"),
    path("pflege/<str:token>/<uuid:pk>/", pflegelink.BerichtigenView.as_view(), name="berichtigen"),
]
