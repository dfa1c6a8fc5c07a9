"""Write letters from templates: one for a case, or one for each case of a filter."""

from functools import partial
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.actions.fallakte import lock
from fallmanagement.models import Brief, Brieffassung, Briefserie, Briefvorlage, Fallakte
from fallmanagement.platzhalter import fill, unknown, used, values_of
from fallmanagement.queries.briefe import addressed, left_out, names_of

Texte = dict[str, dict[str, str]]  # by language: {"betreff", "text"}
STUECK = 25  # letters of one transaction


@transaction.atomic
def create_vorlage(*, einheit: Organisationseinheit, name: str, texte: Texte, user: User) -> Briefvorlage:
    """Keep a new template with its first version. Raises DomainError ``name``, ``platzhalter``."""
    try:
        with transaction.atomic():
            vorlage = Briefvorlage.objects.create(einheit=einheit, name=name.strip())
    except IntegrityError as error:
        raise DomainError(_("Eine Vorlage mit diesem Namen gibt es schon."), "name") from error
    save_fassung(vorlage, texte=texte, user=user)
    return vorlage


@transaction.atomic
def save_fassung(vorlage: Briefvorlage, *, texte: Texte, user: User) -> Brieffassung:
    """Keep the next version; an equal text keeps the last one. Raises DomainError ``platzhalter`` for words nobody knows."""
    Briefvorlage.objects.select_for_update(of=("self",)).get(pk=vorlage.pk)
    wrong = sorted({word for part in texte.values() for text in part.values() for word in unknown(text)})
    if wrong:
        text = _("Diese Platzhalter gibt es nicht: %(worte)s. Bitte nehmen Sie einen aus der Liste.")
        raise DomainError(text % {"worte": ", ".join(wrong)}, "platzhalter")
    last = vorlage.fassungen.first()
    others = {sprache: part for sprache, part in texte.items() if sprache != "de" and part["text"]}
    same = (texte["de"]["betreff"], texte["de"]["text"], others)
    if last is not None and (last.betreff, last.text, last.uebersetzungen) == same:
        return last
    number = last.nummer + 1 if last else 1
    row = Brieffassung.objects.create(
        vorlage=vorlage, nummer=number, betreff=same[0], text=same[1], uebersetzungen=others, angelegt_von=user
    )
    record("briefvorlage_gespeichert", vorlage)
    return row


@transaction.atomic
def write_brief(akte: Fallakte, fassung: Brieffassung, *, user: User, serie: Briefserie | None = None) -> Brief:
    """Write one letter and keep it in the case. Raises DomainError ``fehlt`` when something it names is not known."""
    akte = lock(akte.pk)
    reason = left_out(akte, names_of(fassung))
    if reason:
        raise DomainError(reason, "fehlt")
    brief = Brief(fallakte=akte, fassung=fassung, serie=serie, erstellt_von=user)
    german = values_of(akte, used(fassung.betreff, fassung.text))
    brief.betreff, brief.text = fill(fassung.betreff, german), fill(fassung.text, german)
    other = fassung.uebersetzungen.get(akte.person.sprache)
    if other:
        values = values_of(akte, used(other["betreff"], other["text"]), akte.person.sprache)
        brief.sprache = akte.person.sprache
        brief.betreff_uebersetzt, brief.text_uebersetzt = fill(other["betreff"], values), fill(other["text"], values)
    brief.save(force_insert=True)
    record("brief_geschrieben", akte)
    return brief


@transaction.atomic
def start_serie(fassung: Brieffassung, *, auswahl: dict[str, str], user: User) -> Briefserie:
    """Begin to write a letter for each case of the filter that ``user`` sees. Raises DomainError ``niemand``, ``viele``."""
    plan = addressed(user, fassung, auswahl)
    if not plan.akten:
        raise DomainError(_("An niemanden in dieser Auswahl kann dieser Brief gehen."), "niemand")
    if plan.zu_viele:
        raise DomainError(_("Das sind zu viele Briefe für eine Serie. Bitte wählen Sie enger aus."), "viele")
    serie = Briefserie.objects.create(
        fassung=fassung,
        einheit=fassung.vorlage.einheit,
        filter=auswahl,
        gesamt=len(plan.akten),
        ausgelassen=len(plan.ausgelassen),
        erstellt_von=user,
    )
    record("briefserie_begonnen", serie)
    transaction.on_commit(partial(wake, "fallmanagement.briefserien"), robust=True)
    return serie


@transaction.atomic
def write_part(serie_id: UUID) -> bool:
    """Write the next letters of a run, as the account that began it; say whether something is left. Safe to repeat."""
    serie = Briefserie.objects.select_for_update(of=("self",)).select_related("fassung", "erstellt_von").get(pk=serie_id)
    if serie.beendet_am is not None:
        return False
    done = serie.briefe.values("fallakte")
    plan = addressed(serie.erstellt_von, serie.fassung, serie.filter, besides=done)
    for akte in plan.akten[: min(STUECK, serie.gesamt - serie.fertig)]:
        write_brief(akte, serie.fassung, user=serie.erstellt_von, serie=serie)
    serie.fertig = serie.briefe.count()
    left = len(plan.akten) > STUECK and serie.fertig < serie.gesamt
    serie.beendet_am = None if left else uhr.now()
    serie.save(update_fields=["fertig", "beendet_am"])
    return left
