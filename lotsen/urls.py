from django.urls import path

from lotsen.views import verzeichnis

app_name = "lotsen"
urlpatterns = [
    path("", verzeichnis.VerzeichnisView.as_view(), name="verzeichnis"),
    path("angebote/<uuid:pk>/", verzeichnis.AngebotView.as_view(), name="angebot"),
]
