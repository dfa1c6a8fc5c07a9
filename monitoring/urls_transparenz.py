"""What everybody may read of the figures."""

from django.urls import path

from monitoring.views import transparenz as views

app_name = "transparenz"
urlpatterns = [
    path("", views.TransparenzView.as_view(), name="neueste"),
    path("ausgaben/", views.AusgabenView.as_view(), name="ausgaben"),
    path("<int:nummer>/", views.TransparenzView.as_view(), name="ausgabe"),
    path("<int:nummer>/<slug:slug>/", views.ZahlView.as_view(), name="zahl"),
]
