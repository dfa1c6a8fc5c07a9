"""Pages of the example office only; included when DEBUG is on."""

from django.urls import path

from behoerde.kern.views import seiten

urlpatterns = [path("bausteine/", seiten.BausteineView.as_view(), name="bausteine")]
