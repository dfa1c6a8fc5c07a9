from django.urls import path

from fallmanagement.views import abgleich, akten, fristen, inhalt, perspektive, profil

app_name = "fallmanagement"
urlpatterns = [
    path("", akten.ListeView.as_view(), name="liste"),
    path("neu/", akten.NeuView.as_view(), name="neu"),
    path("fristen/", fristen.FristenView.as_view(), name="fristen"),
    path("vertretung/", fristen.VertretungView.as_view(), name="vertretung"),
    path("<uuid:pk>/", akten.AkteView.as_view(), name="akte"),
    path("<uuid:pk>/aufenthalt/", inhalt.AufenthaltView.as_view(), name="aufenthalt"),
    path("<uuid:pk>/perspektive/", perspektive.PerspektiveView.as_view(), name="perspektive"),
    path("<uuid:pk>/perspektive/blatt.pdf", perspektive.KlientblattView.as_view(), name="perspektive_blatt"),
    path("<uuid:pk>/profil/", profil.ProfilView.as_view(), name="profil"),
    path("<uuid:pk>/lebenslauf/", profil.LebenslaufView.as_view(), name="lebenslauf"),
    path("<uuid:pk>/lebenslauf.pdf", profil.LebenslaufPdfView.as_view(), name="lebenslauf_pdf"),
    path("<uuid:pk>/fristen/", inhalt.FristenDerAkteView.as_view(), name="akte_fristen"),
    path("<uuid:pk>/vermerke/", inhalt.VermerkeView.as_view(), name="vermerke"),
    path("<uuid:pk>/verlauf/", akten.VerlaufView.as_view(), name="verlauf"),
    path("<uuid:pk>/stellen/", abgleich.StellenView.as_view(), name="akte_stellen"),
    path("<uuid:pk>/stellen/<uuid:stelle>/", abgleich.StelleView.as_view(), name="akte_stelle"),
    path("<uuid:pk>/vorschlaege/<uuid:vorschlag>/", abgleich.VorschlagView.as_view(), name="vorschlag"),
    path("<uuid:pk>/<slug:schritt>/", akten.AkteSchrittView.as_view(), name="schritt"),
]
