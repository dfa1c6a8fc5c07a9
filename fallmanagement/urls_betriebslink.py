from django.urls import path

from fallmanagement.views import betriebslink

app_name = "betriebslink"
urlpatterns = [
    path("<str:token>/", betriebslink.UebersichtView.as_view(), name="uebersicht"),
    path("<str:token>/neu/", betriebslink.StelleView.as_view(), name="neu"),
    path("<str:token>/stellen/<uuid:pk>/", betriebslink.StelleView.as_view(), name="stelle"),
]
