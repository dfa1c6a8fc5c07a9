"""Personal fields of lotsen: why they are kept, on which basis, until when."""

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = (
    OhnePersonenbezug("lotsen.Traeger", "nennt Organisationen und ihre allgemeinen Adressen"),
    OhnePersonenbezug("lotsen.Ort", "nennt Häuser"),
    OhnePersonenbezug("lotsen.Angebot", "nennt Angebote und ihre allgemeinen Adressen"),
    OhnePersonenbezug("lotsen.Sprechzeit", "nennt Zeiten eines Angebots"),
)
