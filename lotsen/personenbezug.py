"""Personal fields of lotsen: why they are kept, on which basis, until when."""

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

EINTRAEGE: tuple[Personenbezug | OhnePersonenbezug, ...] = ()
