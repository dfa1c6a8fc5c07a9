"""Pages of the example office only; included when DEBUG is on."""

from django.urls import path

from behoerde.kern.views import postfach, seiten

urlpatterns = [
    path("bausteine/", seiten.BausteineView.as_view(), {"rahmen": "klient"}, name="bausteine"),
    path("bausteine/werkbank/", seiten.BausteineView.as_view(), {"rahmen": "werkbank"}, name="bausteine_werkbank"),
    path("bausteine/anzeige/", seiten.BausteineView.as_view(), {"rahmen": "anzeige"}, name="bausteine_anzeige"),
    path("postfach/", postfach.PostfachView.as_view(), name="postfach"),
    path("postfach/<str:name>/", postfach.SendungView.as_view(), name="postfach_sendung"),
    path("postfach/<str:name>/html/", postfach.sendung_html, name="postfach_html"),
    path("postfach/<str:name>/anhang/<int:nummer>/", postfach.sendung_anhang, name="postfach_anhang"),
]
