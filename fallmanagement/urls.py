from django.urls import path

from fallmanagement.urls_zusammenarbeit import zusammenarbeit
from fallmanagement.views import abgleich, akten, dokumente, ersparnis, fristen, inhalt, perspektive, profil, vermittlung

app_name = "fallmanagement"
urlpatterns = [
    path("", akten.ListeView.as_view(), name="liste"),
    path("neu/", akten.NeuView.as_view(), name="neu"),
    path("fristen/", fristen.FristenView.as_view(), name="fristen"),
    path("vertretung/", fristen.VertretungView.as_view(), name="vertretung"),
    path("vermittlungen/", vermittlung.TafelView.as_view(), name="vermittlungen"),
    path("ersparnis/", ersparnis.UebersichtView.as_view(), name="ersparnis_jahr"),
    path("ersparnis/methode/", ersparnis.MethodeView.as_view(), name="ersparnis_methode"),
    path("ersparnis/annahmen/", ersparnis.AnnahmenView.as_view(), name="ersparnis_annahmen"),
    *zusammenarbeit,
    path("<uuid:pk>/", akten.AkteView.as_view(), name="akte"),
    path("<uuid:pk>/aufenthalt/", inhalt.AufenthaltView.as_view(), name="aufenthalt"),
    path("<uuid:pk>/perspektive/", perspektive.PerspektiveView.as_view(), name="perspektive"),
    path("<uuid:pk>/perspektive/blatt.pdf", perspektive.KlientblattView.as_view(), name="perspektive_blatt"),
    path("<uuid:pk>/profil/", profil.ProfilView.as_view(), name="profil"),
    path("<uuid:pk>/lebenslauf/", profil.LebenslaufView.as_view(), name="lebenslauf"),
    path("<uuid:pk>/lebenslauf.pdf", profil.LebenslaufPdfView.as_view(), name="lebenslauf_pdf"),
    path("<uuid:pk>/fristen/", inhalt.FristenDerAkteView.as_view(), name="akte_fristen"),
    path("<uuid:pk>/vermerke/", inhalt.VermerkeView.as_view(), name="vermerke"),
    path("<uuid:pk>/dokumente/", dokumente.DokumenteView.as_view(), name="dokumente"),
    path("<uuid:pk>/verlauf/", akten.VerlaufView.as_view(), name="verlauf"),
    path("<uuid:pk>/stellen/", abgleich.StellenView.as_view(), name="akte_stellen"),
    path("<uuid:pk>/stellen/<uuid:stelle>/", abgleich.StelleView.as_view(), name="akte_stelle"),
    path("<uuid:pk>/vorschlaege/<uuid:vorschlag>/", abgleich.VorschlagView.as_view(), name="vorschlag"),
    path("<uuid:pk>/vermittlung/", vermittlung.VermittlungenDerAkteView.as_view(), name="akte_vermittlungen"),
    path("<uuid:pk>/vermittlung/<uuid:vermittlung>/", vermittlung.VermittlungView.as_view(), name="vermittlung"),
    path("<uuid:pk>/vermittlung/<uuid:vermittlung>/ersparnis/", ersparnis.ErsparnisView.as_view(), name="ersparnis"),
    path("<uuid:pk>/<slug:schritt>/", akten.AkteSchrittView.as_view(), name="schritt"),
]
