"""A decision is linked to what it is about."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from behoerde.kern.rechte import Recht
from monitoring.actions.beschlussbezug import link_beschluss
from monitoring.forms.beschlussbezug import BezugForm
from monitoring.models import Beschluss
from monitoring.views.formseite import Formseite


class BezugView(Formseite):
    recht = Recht.GREMIEN
    form_class = BezugForm
    titel = gettext_lazy("Beschluss verknüpfen")
    text = gettext_lazy("Die Verknüpfung steht danach auf beiden Seiten.")

    @cached_property
    def beschluss(self) -> Beschluss:
        return get_object_or_404(Beschluss, pk=self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return self.beschluss.get_absolute_url(), str(self.beschluss)

    def save(self, form: Any) -> Beschluss:
        link_beschluss(beschluss=self.beschluss, was=form.cleaned_data["was"])
        return self.beschluss
