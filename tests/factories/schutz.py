"""What a device with JavaScript adds to a protected form."""

import altcha

from behoerde.kern.actions.schutz import create_aufgabe


def proof(zweck: str) -> dict[str, str]:
    """Return the POST data of a solved task for forms of ``zweck``; the task is an easy one."""
    return {"schutz_loesung": payload(create_aufgabe(zweck, counter=1))}


def payload(aufgabe: dict) -> str:
    challenge = altcha.Challenge.from_dict(aufgabe)
    return altcha.Payload(challenge, altcha.solve_challenge(challenge)).to_base64()
