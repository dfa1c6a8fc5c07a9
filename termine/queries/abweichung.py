"""Does the database still say what is true? For the nightly alarm and the doctor."""

from django.db import connection
from django.utils.translation import ngettext

ABWEICHUNG = """
SELECT d.id FROM termine_dienst d
LEFT JOIN (SELECT dienst_id, range_agg(zeitraum) AS zeiten FROM termine_belegung GROUP BY dienst_id) b ON b.dienst_id = d.id
WHERE d.frei <> tstzmultirange(d.zeitraum) - d.gesperrt - COALESCE(b.zeiten, '{}'::tstzmultirange)
ORDER BY d.id
"""


def frei_differences() -> list[int]:
    """Return the Dienste whose ``frei`` is not what their bookings leave."""
    with connection.cursor() as cursor:
        cursor.execute(ABWEICHUNG)
        return [pk for (pk,) in cursor.fetchall()]


def frei_befund() -> str:
    """Return "" when every Dienst is right, else the sentence for the operator."""
    count = len(frei_differences())
    if not count:
        return ""
    sentence = ngettext(
        "Bei %(n)s Dienst stimmt die freie Zeit nicht mit den Buchungen überein: Bitte starten Sie die Aufgabe "
        "termine.frei_pruefen.",
        "Bei %(n)s Diensten stimmt die freie Zeit nicht mit den Buchungen überein: Bitte starten Sie die Aufgabe "
        "termine.frei_pruefen.",
        count,
    )
    return sentence % {"n": count}
