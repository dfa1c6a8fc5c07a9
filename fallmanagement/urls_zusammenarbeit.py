"""Addresses of working together on cases; part of those of fallmanagement."""

from django.urls import path

from fallmanagement.views import brief, fallkonferenz, freigabe, zugriff

zusammenarbeit = [
    path("zugriffe/", zugriff.ZugriffeView.as_view(), name="zugriffe"),
    path("zugriffe/pruefen/", zugriff.PruefenView.as_view(), name="zugriffe_pruefen"),
    path("zugriffe/zahlen/", zugriff.ZahlenView.as_view(), name="zugriffe_zahlen"),
    path("zugriffe/<uuid:pk>/", zugriff.LesenView.as_view(), name="zugriff"),
    path("konferenzen/", fallkonferenz.KonferenzenView.as_view(), name="konferenzen"),
    path("konferenzen/<uuid:pk>/", fallkonferenz.KonferenzView.as_view(), name="konferenz"),
    path("konferenzen/<uuid:pk>/niederschrift.pdf", fallkonferenz.NiederschriftView.as_view(), name="niederschrift"),
    path("konferenzen/<uuid:pk>/kalender.ics", fallkonferenz.KalenderView.as_view(), name="konferenz_kalender"),
    path("briefvorlagen/", brief.VorlagenView.as_view(), name="briefvorlagen"),
    path("briefvorlagen/<uuid:pk>/", brief.VorlageView.as_view(), name="briefvorlage"),
    path("briefserien/<uuid:pk>/", brief.SerieView.as_view(), name="briefserie"),
    path("briefserien/<uuid:pk>/druck.pdf", brief.SerieDruckView.as_view(), name="briefserie_druck"),
    path("<uuid:pk>/briefe/", brief.BriefeDerAkteView.as_view(), name="akte_briefe"),
    path("<uuid:pk>/briefe/<uuid:brief>.pdf", brief.BriefPdfView.as_view(), name="brief"),
    path("<uuid:pk>/freigaben/", freigabe.FreigabenView.as_view(), name="akte_freigaben"),
    path("<uuid:pk>/zugriffe/", zugriff.ZugriffeDerAkteView.as_view(), name="akte_zugriffe"),
]
