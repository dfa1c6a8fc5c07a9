from django.urls import path

from monitoring.views import beschlussbezug, gremien, stellungnahme

app_name = "gremien"
urlpatterns = [
    path("", gremien.ListeView.as_view(), name="liste"),
    path("gremien/", gremien.GremienView.as_view(), name="gremien"),
    path("beschluss/neu/", gremien.BearbeitenView.as_view(), name="beschluss_neu"),
    path("beschluss/<uuid:pk>/", gremien.BeschlussView.as_view(), name="beschluss"),
    path("beschluss/<uuid:pk>/bearbeiten/", gremien.BearbeitenView.as_view(), name="beschluss_bearbeiten"),
    path("beschluss/<uuid:pk>/bezug/", beschlussbezug.BezugView.as_view(), name="bezug"),
    path("anhoerungen/", stellungnahme.AnhoerungenView.as_view(), name="anhoerungen"),
    path("anhoerungen/neu/", stellungnahme.NeuView.as_view(), name="anhoerung_neu"),
    path("anhoerungen/<uuid:pk>/", stellungnahme.AnhoerungView.as_view(), name="anhoerung"),
    path("gemeinden/", stellungnahme.GemeindenView.as_view(), name="gemeinden"),
    path("gemeinden/<int:pk>/", stellungnahme.KontaktView.as_view(), name="kontakt"),
]
