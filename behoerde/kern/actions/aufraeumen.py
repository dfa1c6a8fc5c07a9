"""Drop what has run out and serves nobody any more."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from behoerde.kern import uhr
from behoerde.kern.models import Arbeitsnachweis, GespeicherteAnsicht, Kontaktnachweis, Zugangslink


def drop_expired() -> None:
    """Delete ended sessions, capability links, proofs of work, proven contacts, and the kept views of whoever has left."""
    instant = uhr.now()
    Session.objects.filter(expire_date__lt=instant).delete()
    # The list of open sessions names network and browser; it does not outlive them.
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    Zugangslink.objects.filter(gueltig_bis__lt=instant).delete()
    Arbeitsnachweis.objects.filter(gueltig_bis__lt=instant).delete()
    Kontaktnachweis.objects.filter(gueltig_bis__lt=instant).delete()
    GespeicherteAnsicht.objects.filter(user__austritt_am__lte=uhr.today()).delete()
