"""Protection of public forms: nobody trades places, nobody is refused.

A page author writes::

    from behoerde.kern.schutz import SchutzMixin, SchutzView

    class BuchenForm(SchutzMixin, forms.Form):
        schutz_zweck = "termin_buchen"      # a proof made for another form does not count here
        schutz_schluessel = "schluessel"    # optional: field with a once-only key; the same POST again passes again
        # in a crispy layout name the field "schutz" once, above the button

    class BuchenView(Oeffentlich, SchutzView, FormView):
        form_class = BuchenForm
        def form_valid(self, form):         # only with a proof of work or a proven contact
            ...                             # a DomainError raised here stands above the form, nothing is used up

Without FormView: ``form = BuchenForm(request.POST or None, request=request)``; after ``form.is_valid()`` look at
``form.weg``: ``Weg.OHNE_SKRIPT`` → ``return redirect(form.start_kontaktnachweis())``, otherwise go on. Call
``form.refuse(error)`` when the action says no. ``form.gesperrt_bis`` is set when a limit was hit: answer 429.

With JavaScript the device solves a task in the background. Without it the person first types a code that we send
to an e-mail address or mobile number, comes back with everything typed, and sends the form; ``form.kontakt`` is then
the proven contact. Limits per address, network and contact (``email``/``mobil``) come from SCHUTZ_GRENZEN; a form that
needs others sets ``schutz_grenzen = Grenzen(adresse="5/h", netz="20/h", kontakt="2/h")``.
"""

from behoerde.kern.grenzen import Grenzen
from behoerde.kern.schutz.ansicht import SchutzView
from behoerde.kern.schutz.feld import SchutzField
from behoerde.kern.schutz.formular import SchutzMixin, Weg

__all__ = ["Grenzen", "SchutzField", "SchutzMixin", "SchutzView", "Weg"]
