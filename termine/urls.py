from django.urls import path

from termine.views import anfragen, angaben, anliegen, buchung, finden, heute, heute_aendern, heute_buchen, mein, nachweis

app_name = "termine"
urlpatterns = [
    path("", finden.FindenView.as_view(), name="finden"),
    path("leistungen/<slug:slug>/", finden.LeistungView.as_view(), name="leistung"),
    path("leistungen/<slug:slug>/buchen/", buchung.ZeitView.as_view(), name="buchen"),
    path("buchung/<str:token>/", angaben.AngabenView.as_view(), name="buchung"),
    path("buchung/<str:token>/zeit/", buchung.AndereZeitView.as_view(), name="buchung_zeit"),
    path("buchung/<str:token>/bestaetigen/", buchung.BestaetigenView.as_view(), name="buchung_bestaetigen"),
    # Without JavaScript: data and code (kern:code) first, no counter is held until the code is back.
    path("leistungen/<slug:slug>/angaben/", angaben.OhneVormerkungView.as_view(), name="angaben"),
    path("kontakt/<str:token>/zeit/", nachweis.ZeitView.as_view(), name="kontakt_zeit"),
    # A concern that needs a look first.
    path("leistungen/<slug:slug>/anfragen/", anfragen.AnfragenView.as_view(), name="anfragen"),
    path("beleg/<str:token>/", anfragen.BelegPruefenView.as_view(), name="beleg_pruefen"),
    path("mein/vorgang/", anliegen.VorgangSuchenView.as_view(), name="vorgang_suchen"),
    path("mein/<str:token>/antworten/", anliegen.AntwortenView.as_view(), name="anliegen_antworten"),
    path("mein/<str:token>/unterlagen/", anliegen.UnterlagenView.as_view(), name="anliegen_unterlagen"),
    path("mein/<str:token>/vorschlaege/", anliegen.VorschlaegeView.as_view(), name="anliegen_vorschlaege"),
    path("mein/<str:token>/zurueckziehen/", anliegen.ZurueckziehenView.as_view(), name="anliegen_zurueckziehen"),
    path("mein/<str:token>/eingang.pdf", anliegen.EingangView.as_view(), name="anliegen_eingang"),
    path("mein/", mein.SuchenView.as_view(), name="mein_suchen"),
    path("mein/<str:token>/", mein.MeinView.as_view(), name="mein"),
    path("mein/<str:token>/verschieben/", mein.VerschiebenView.as_view(), name="mein_verschieben"),
    path("mein/<str:token>/absagen/", mein.AbsagenView.as_view(), name="mein_absagen"),
    path("mein/<str:token>/kalender.ics", mein.KalenderView.as_view(), name="mein_kalender"),
    path("mein/<str:token>/beleg.pdf", mein.BelegView.as_view(), name="mein_beleg"),
    # Staff: the front desk.
    path("heute/", heute.HeuteView.as_view(), name="heute"),
    path("heute/liste/", heute.ListeView.as_view(), name="heute_liste"),
    path("heute/tagesplan/", heute.TagesplanView.as_view(), name="heute_tagesplan"),
    path("heute/neu/", heute_buchen.BuchenView.as_view(), name="heute_neu"),
    path("heute/<uuid:pk>/", heute.TerminView.as_view(), name="heute_termin"),
    path("heute/<uuid:pk>/angekommen/", heute_aendern.AngekommenView.as_view(), name="heute_angekommen"),
    path("heute/<uuid:pk>/bestaetigen/", heute_aendern.BestaetigenView.as_view(), name="heute_bestaetigen"),
    path("heute/<uuid:pk>/verschieben/", heute_aendern.VerschiebenView.as_view(), name="heute_verschieben"),
    path("heute/<uuid:pk>/zettel.pdf", heute_aendern.ZettelView.as_view(), name="heute_zettel"),
    path("heute/<uuid:pk>/absagen/", heute_aendern.AbsagenView.as_view(), name="heute_absagen"),
    path("heute/<uuid:pk>/absage-zurueck/", heute_aendern.AbsageZurueckView.as_view(), name="heute_absage_zurueck"),
]
