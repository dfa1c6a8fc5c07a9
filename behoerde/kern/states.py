"""States that the database guards: which move leads where is written once, as a table."""

import pgtrigger


def state_trigger(moves: dict[str, frozenset[str]], *, field: str = "status") -> pgtrigger.FSM:
    """Return the trigger by which the database refuses a move of ``field`` that ``moves`` does not name."""
    return pgtrigger.FSM(
        name="uebergang",
        field=field,
        transitions=[(str(before), str(after)) for before, targets in moves.items() for after in sorted(targets)],
    )
