from django.urls import path

from lotsen.views import haus, willkommenscheck

app_name = "haus"
urlpatterns = [
    path("", haus.HaeuserView.as_view(), name="liste"),
    path("<int:pk>/", haus.HausView.as_view(), name="haus"),
    path("<int:pk>/check/", willkommenscheck.NeuView.as_view(), name="check_neu"),
    path("check/<uuid:pk>/", willkommenscheck.CheckView.as_view(), name="check"),
    path("check/<uuid:pk>/<slug:punkt>/", willkommenscheck.MangelNeuView.as_view(), name="mangel_neu"),
    path("maengel/", willkommenscheck.MaengelView.as_view(), name="maengel"),
    path("maengel/<uuid:pk>/", willkommenscheck.MangelView.as_view(), name="mangel"),
]
