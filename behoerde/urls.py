"""All addresses; they are stable, because links live in letters and QR codes."""

from django.conf import settings
from django.urls import include, path

from behoerde import api
from behoerde.kern.views import partner, seiten
from lotsen.views import abschiedsblatt, einbuergerung, willkommenspaket
from monitoring.views import stellungnahme

handler400 = "behoerde.kern.views.fehler.bad_request"
handler403 = "behoerde.kern.views.fehler.permission_denied"
handler404 = "behoerde.kern.views.fehler.not_found"
handler500 = "behoerde.kern.views.fehler.server_error"

urlpatterns = [
    path("", seiten.StartView.as_view(), name="start"),
    path("", include("behoerde.kern.urls")),
    path("konto/", include("behoerde.kern.urls_konto")),
    path("termine/", include("termine.urls")),
    path("termine/dienstplan/", include("termine.urls_dienstplan")),
    path("verwaltung/", include("termine.urls_verwaltung")),
    path("wegweiser/", include("lotsen.urls")),
    path("wegweiser/", include("lotsen.urls_mein")),
    path("lotsen/paket/", willkommenspaket.AmTerminView.as_view(), name="paket_mitgeben"),
    path("lotsen/abschied/", abschiedsblatt.AmTerminView.as_view(), name="abschied_mitgeben"),
    path("lotsen/haeuser/", include("lotsen.urls_haus")),
    path("willkommen/", include("lotsen.urls_willkommen")),
    path("lotsen/erstberatung/", include("lotsen.urls_erstberatung")),
    path("wegweiser/", include("lotsen.urls_verweis_person")),
    path("wegweiser/", include("lotsen.urls_traegerpflege")),
    path("lotsen/verweise/", include("lotsen.urls_verweise")),
    path("lotsen/veranstaltungen/", include("lotsen.urls_veranstaltungen")),
    path("willkommen/", include("lotsen.urls_anmeldung")),
    path("lotsen/verzeichnis/", include("lotsen.urls_pflege")),
    path("fallmanagement/", include("fallmanagement.urls")),
    path("fallmanagement/betriebe/", include("fallmanagement.urls_betriebe")),
    path("betrieb/", include("fallmanagement.urls_betriebslink")),
    path("monitoring/leitbild/", include("monitoring.urls_leitbild")),
    path("leitbild/", include("monitoring.urls_oeffentlich_leitbild")),
    path("einbuergerung/", einbuergerung.EinbuergerungscheckView.as_view(), name="einbuergerung"),
    path("partner/", partner.PartnerView.as_view(), name="partner"),
    path("partner/", include("lotsen.urls_partner")),
    path("partner/", include("fallmanagement.urls_partner")),
    path("monitoring/gremien/", include("monitoring.urls_gremien")),
    path("monitoring/stellen/", include("monitoring.urls_stellen")),
    path("stellungnahme/<str:token>/", stellungnahme.LinkView.as_view(), name="stellungnahme"),
    path("monitoring/strategie/", include("monitoring.urls_strategie")),
    path("monitoring/austausch/", include("monitoring.urls_austausch")),
    path("monitoring/schulung/", include("monitoring.urls_schulung")),
    path("monitoring/berichte/", include("monitoring.urls_berichte")),
    path("monitoring/veroeffentlichungen/", include("monitoring.urls_veroeffentlichung")),
    path("transparenz/", include("monitoring.urls_transparenz")),
    path("monitoring/statistik/", include("monitoring.urls_statistik")),
    path("monitoring/", include("monitoring.urls")),
    path("monitoring/umfragen/", include("monitoring.urls_umfragen")),
    path("umfrage/", include("monitoring.urls_umfragelink")),
    path("hsds/v3/", include("lotsen.urls_hsds")),
    path("api/v1/", api.urls),
]
if settings.DEBUG:
    from behoerde.kern.urls_debug import urlpatterns as debug_urlpatterns

    urlpatterns += debug_urlpatterns
