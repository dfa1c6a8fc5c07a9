"""Nothing here is about anybody; why is said for each model."""

from behoerde.kern.register import OhnePersonenbezug

EINTRAEGE = (
    OhnePersonenbezug("monitoring.KennzahlTag", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.KennzahlMonat", "zählt Ereignisse ohne Bezug zu einer Person"),
    OhnePersonenbezug("monitoring.SchmutzigerTag", "nennt einen Tag"),
)
