from django.urls import path

from termine.views import angaben, buchung, empfang, empfang_aendern, empfang_buchung, finden, mein, nachweis

app_name = "termine"
urlpatterns = [
    path("", finden.FindenView.as_view(), name="finden"),
    path("leistungen/<slug:slug>/", finden.LeistungView.as_view(), name="leistung"),
    path("leistungen/<slug:slug>/buchen/", buchung.ZeitView.as_view(), name="buchen"),
    path("buchung/<str:token>/", angaben.AngabenView.as_view(), name="buchung"),
    path("buchung/<str:token>/zeit/", buchung.AndereZeitView.as_view(), name="buchung_zeit"),
    path("buchung/<str:token>/code/", buchung.CodeView.as_view(), name="buchung_code"),
    path("buchung/<str:token>/kontakt/", buchung.KontaktView.as_view(), name="buchung_kontakt"),
    path("buchung/<str:token>/bestaetigen/", buchung.BestaetigenView.as_view(), name="buchung_bestaetigen"),
    # Without JavaScript: data and code first, no counter is held until the code is back.
    path("leistungen/<slug:slug>/angaben/", angaben.OhneVormerkungView.as_view(), name="angaben"),
    path("kontakt/<str:token>/", nachweis.CodeView.as_view(), name="kontakt"),
    path("kontakt/<str:token>/adresse/", nachweis.AdresseView.as_view(), name="kontakt_adresse"),
    path("kontakt/<str:token>/zeit/", nachweis.ZeitView.as_view(), name="kontakt_zeit"),
    path("mein/", mein.SuchenView.as_view(), name="mein_suchen"),
    path("mein/<str:token>/", mein.MeinView.as_view(), name="mein"),
    path("mein/<str:token>/verschieben/", mein.VerschiebenView.as_view(), name="mein_verschieben"),
    path("mein/<str:token>/absagen/", mein.AbsagenView.as_view(), name="mein_absagen"),
    path("mein/<str:token>/kalender.ics", mein.KalenderView.as_view(), name="mein_kalender"),
    path("mein/<str:token>/beleg.pdf", mein.BelegView.as_view(), name="mein_beleg"),
    # Staff: the front desk.
    path("empfang/", empfang.EmpfangView.as_view(), name="empfang"),
    path("empfang/liste/", empfang.ListeView.as_view(), name="empfang_liste"),
    path("empfang/tagesplan/", empfang.TagesplanView.as_view(), name="empfang_tagesplan"),
    path("empfang/neu/", empfang_buchung.BuchenView.as_view(), name="empfang_neu"),
    path("empfang/<uuid:pk>/", empfang.TerminView.as_view(), name="empfang_termin"),
    path("empfang/<uuid:pk>/angekommen/", empfang_aendern.AngekommenView.as_view(), name="empfang_angekommen"),
    path("empfang/<uuid:pk>/bestaetigen/", empfang_aendern.BestaetigenView.as_view(), name="empfang_bestaetigen"),
    path("empfang/<uuid:pk>/verschieben/", empfang_aendern.VerschiebenView.as_view(), name="empfang_verschieben"),
    path("empfang/<uuid:pk>/zettel.pdf", empfang_aendern.ZettelView.as_view(), name="empfang_zettel"),
    path("empfang/<uuid:pk>/absagen/", empfang_aendern.AbsagenView.as_view(), name="empfang_absagen"),
    path("empfang/<uuid:pk>/absage-zurueck/", empfang_aendern.AbsageZurueckView.as_view(), name="empfang_absage_zurueck"),
]
