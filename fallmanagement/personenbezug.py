"""Personal fields of fallmanagement: why they are kept, on which basis, until when."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

AUFGABE = "Art. 6 Abs. 1 lit. e DSGVO, § 3 BDSG"

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    Personenbezug(
        "fallmanagement.Fallakte",
        ("person", "aktenzeichen", "phase", "grund", "zustaendig", "angelegt_von"),
        zweck=_("Sie auf dem Weg zu Arbeit und einem sicheren Aufenthalt begleiten"),
        rechtsgrundlage=AUFGABE,
        frist=timedelta(days=1095),
        ab_feld="beendet_am",
        sachfelder=("beendet_am",),
    ),
)
