from django.urls import path

from monitoring.views import oeffentlich_leitbild as views

app_name = "leitbild_oeffentlich"
urlpatterns = [
    path("", views.LeitbildView.as_view(), name="leitbild"),
    path("mitreden/<str:token>/", views.MitredenView.as_view(), name="mitreden"),
    path("<slug:ebene>/beitraege/", views.BeitraegeView.as_view(), name="beitraege"),
]
