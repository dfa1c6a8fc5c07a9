"""Row-level security as SQL, for migrations: each table of this app says who sees its rows.

Migrations import it, so what stands here is only added to, never changed.
"""

EIGENE_EINHEIT = "einheit_id = ANY ((SELECT fallmanagement_einheiten())::bigint[])"
# Whoever sees the case sees the row: the policy of the case is asked within.
AKTE = "EXISTS (SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.id = {spalte})"


AKTE_DER_PERSON = "EXISTS (SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.person_id = {tabelle}.person_id)"
VERMITTLUNG = "EXISTS (SELECT 1 FROM fallmanagement_vermittlung vermittlung WHERE vermittlung.id = {tabelle}.vermittlung_id)"
HINTERGRUND = "'aufgabe' = ANY (string_to_array(current_setting('behoerde.rechte', true), ','))"
# The last entry of a history is written when its row is gone; the background deletes it.
VERLAUF = f"{HINTERGRUND} OR {AKTE}"
# Levels of a note: the team; whoever answers for the case, covers or leads; whoever wrote it or leads.
VERMERK = """
    EXISTS (
        SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.id = fallakte_id AND (
            stufe IN ('team', 'klient')
            OR verfasst_von_id = nullif(current_setting('behoerde.user', true), '')::uuid
            OR string_to_array(current_setting('behoerde.rechte', true), ',') && ARRAY['aufgabe', 'fallakten_leiten']
            OR (stufe = 'fall' AND akte.zustaendig_id = ANY ((SELECT fallmanagement_ich_fuer())::uuid[]))
        )
    )
"""


def schuetzen(tabelle: str, bedingung: str, schreiben: str = "") -> str:
    """Return the SQL by which the app sees only rows that fulfil ``bedingung``, and writes only those or what ``schreiben`` says."""
    return f"""
ALTER TABLE {tabelle} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {tabelle} FORCE ROW LEVEL SECURITY;
CREATE POLICY amt ON {tabelle} TO behoerde_app USING ({bedingung}) WITH CHECK ({schreiben or bedingung});
CREATE POLICY wartung ON {tabelle} TO behoerde_owner USING (current_setting('behoerde.wartung', true) = 'an');
"""


def oeffnen(tabelle: str) -> str:
    """Return the SQL that takes the protection away again."""
    return f"""
DROP POLICY amt ON {tabelle};
DROP POLICY wartung ON {tabelle};
ALTER TABLE {tabelle} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {tabelle} DISABLE ROW LEVEL SECURITY;
"""


# --- Reading a case of another unit for a while (Zugriff) ---
ZUGRIFFE = "ANY ((SELECT fallmanagement_zugriffe())::uuid[])"
# Whoever reads a case by a Zugriff only, and not by the own unit, writes nothing that belongs to it.
EIGENE_AKTE = f"EXISTS (SELECT 1 FROM fallmanagement_fallakte akte WHERE akte.id = {{spalte}} AND akte.{EIGENE_EINHEIT})"  # noqa: S608 - of words that stand here
NICHT_NUR_LESEND = f"NOT ({{spalte}} = {ZUGRIFFE}) OR {EIGENE_AKTE}"


def nur_lesen(tabelle: str, bedingung: str = NICHT_NUR_LESEND.format(spalte="fallakte_id")) -> str:
    """Return the SQL by which nobody writes to ``tabelle`` about a case that they read by a Zugriff only.

    Every table whose policy asks whether the case can be seen needs it.
    """
    return "".join(
        f"CREATE POLICY nur_lesen_{befehl.lower()} ON {tabelle} AS RESTRICTIVE FOR {befehl} TO behoerde_app {art} ({bedingung});"
        for befehl, art in (("INSERT", "WITH CHECK"), ("UPDATE", "USING"), ("DELETE", "USING"))
    )


def schreiben_lassen(tabelle: str) -> str:
    """Return the SQL that takes ``nur_lesen`` away again."""
    return "".join(f"DROP POLICY nur_lesen_{befehl} ON {tabelle};" for befehl in ("insert", "update", "delete"))
