from django.urls import path

from lotsen.views import abschiedsblatt, empfehlung, erstberatung, gespraech, link, naehe, willkommenspaket

app_name = "erstberatung"
urlpatterns = [
    path("", erstberatung.ListeView.as_view(), name="liste"),
    path("neu/", erstberatung.NeuView.as_view(), name="neu"),
    path("neu/<uuid:pk>/", erstberatung.AusTerminView.as_view(), name="aus_termin"),
    path("<uuid:pk>/", gespraech.GespraechView.as_view(), name="gespraech"),
    path("<uuid:pk>/bedarf/", gespraech.BedarfView.as_view(), name="bedarf"),
    path("<uuid:pk>/antworten/", gespraech.AntwortenView.as_view(), name="antworten"),
    path("<uuid:pk>/empfehlungen/", empfehlung.EmpfehlungenView.as_view(), name="empfehlungen"),
    path("<uuid:pk>/naehe/", naehe.NaeheView.as_view(), name="naehe"),
    path("<uuid:pk>/abschluss/", empfehlung.AbschlussView.as_view(), name="abschluss"),
    path("<uuid:pk>/link/", link.LinkView.as_view(), name="link"),
    path("<uuid:pk>/paket/", willkommenspaket.MitgebenView.as_view(), name="paket"),
    path("<uuid:pk>/abschied/", abschiedsblatt.MitgebenView.as_view(), name="abschied"),
]
