"""How the classes of a chart look where no style sheet reaches: in PDFs and saved pictures.

Presentation attributes are weaker than any style sheet, so static/css/werkbank/diagramm.css and the dark theme win on a
page; inline styles would break the Content-Security-Policy. Colours are the light tokens.
"""

TEXT, QUIET, PAPER = "#131525", "#505469", "#ffffff"
BLUE, BROWN, GREEN, VIOLET, RED = "#2044aa", "#77450c", "#00654c", "#7e01a8", "#b60000"

PAINT: dict[str, dict[str, str]] = {
    "d-text": {"fill": TEXT, "font-size": "12.5"},
    "d-leise": {"fill": QUIET, "font-size": "12"},
    "d-fett": {"fill": TEXT, "font-size": "13", "font-weight": "600"},
    "d-ende": {"text-anchor": "end"},
    "d-mitte": {"text-anchor": "middle"},
    "d-achse": {"stroke": "#6e7597", "fill": "none"},
    "d-gitter": {"stroke": "#e2ddd4", "fill": "none"},
    "d-linie": {"fill": "none", "stroke-width": "2.25", "stroke-linejoin": "round", "stroke-linecap": "round"},
    "d-a": {"stroke": BLUE},
    "d-b": {"stroke": BROWN},
    "d-c": {"stroke": GREEN},
    "d-d": {"stroke": VIOLET},
    "d-strich": {"stroke-dasharray": "6 4"},
    "d-punktiert": {"stroke-dasharray": "1.5 5"},
    "d-strichpunkt": {"stroke-dasharray": "9 4 1.5 4"},
    "d-fa": {"fill": BLUE},
    "d-fb": {"fill": BROWN},
    "d-fc": {"fill": GREEN},
    "d-fd": {"fill": VIOLET},
    "d-band": {"fill": BLUE, "opacity": ".12"},
    "d-ziel": {"stroke": TEXT, "stroke-width": "1.25", "stroke-dasharray": "3 3", "fill": "none"},
    "d-zielband": {"fill": GREEN, "opacity": ".12"},
    "d-spur": {"fill": "#f6f2ea"},
    "d-muster": {"stroke": PAPER, "stroke-width": "2"},
    "d-punkt": {"fill": PAPER},
}

# One look per series: colour, dash and marker of a line, colour and pattern of a bar.
LINES = (("d-a", ""), ("d-b", "d-strich"), ("d-c", "d-punktiert"), ("d-d", "d-strichpunkt"))
FILLS = ("d-fa", "d-fb", "d-fc", "d-fd")
PATTERNS = {
    1: ('patternTransform="rotate(45)"', '<path {muster} d="M0 0V7"/>'),
    2: ("", '<circle {punkt} cx="3.5" cy="3.5" r="1.4"/>'),
    3: ('patternTransform="rotate(-45)"', '<path {muster} d="M0 0V7M0 0H7"/>'),
}


def attributes(classes: str) -> str:
    """Return ``classes`` as class attribute and the presentation attributes behind it."""
    paint = {key: value for name in classes.split() for key, value in PAINT.get(name, {}).items()}
    return " ".join([f'class="{classes}"', *(f'{key}="{value}"' for key, value in paint.items())])
