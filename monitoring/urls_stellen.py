from django.urls import path

from monitoring.views import stellen

app_name = "stellen"
urlpatterns = [
    path("", stellen.StellenView.as_view(), name="stellen"),
    path("liste/", stellen.ListeView.as_view(), name="liste"),
]
