from django.urls import path

from lotsen.views import begleitbrief, verweise, verweise_statistik

app_name = "verweise"
urlpatterns = [
    path("", verweise.VerweiseView.as_view(), name="verweise"),
    path("statistik/", verweise_statistik.VerweisStatistikView.as_view(), name="statistik"),
    path("neu/", verweise.NeuView.as_view(), name="neu"),
    path("<uuid:pk>/", verweise.VerweisView.as_view(), name="verweis"),
    path("<uuid:pk>/brief.pdf", begleitbrief.BriefView.as_view(), name="brief"),
    path("<uuid:pk>/<slug:schritt>/", verweise.SchrittView.as_view(), name="schritt"),
]
