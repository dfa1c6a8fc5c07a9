"""Pages of lotsen behind a capability link."""

from behoerde.kern.linkpage import LinkPage


class MitLink(LinkPage):
    """A page that is not for staff; a dead link leads to the directory."""

    dead_template = "lotsen/link_ungueltig.html"
