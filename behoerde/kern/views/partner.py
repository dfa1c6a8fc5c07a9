"""The page of partners; what stands on it comes from the apps."""

from django.views.generic import TemplateView

from behoerde.kern.rechte import Recht, RechtRequired


class PartnerView(RechtRequired, TemplateView):
    """Blocks of all apps that have something for partner organisations."""

    recht = Recht.PARTNERPORTAL
    template_name = "kern/partner.html"
