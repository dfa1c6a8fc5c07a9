from django.urls import path

from monitoring.views import veroeffentlichung as views

app_name = "veroeffentlichung"
urlpatterns = [
    path("", views.VeroeffentlichungenView.as_view(), name="liste"),
]
