"""Collects what browsers load into one folder, compressed as far as it goes, for nginx to serve from disk.

Streamlit's front end goes to the top, our ``static/`` to ``app/static/``: the addresses under which Streamlit
serves them. Its fonts are cut down to what our pages show. Only what has changed is made anew. What Streamlit
has named after its content stays for one release more, for pages that were opened before.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from streamlit.file_util import get_static_dir

from deploy.ahead import ahead
from deploy.fonts import CUT, Cutter
from ui.page import PAGES

ROOT = Path(__file__).parent.parent
SITE = ROOT / "deploy" / "site"
PUBLIC = "public"
INLINE_SCRIPTS = "inline_scripts.conf"
FIGURES = "figures.conf"
RELEASES = "releases.json"
NAMED_AFTER_CONTENT = "static/"
INDEX = "index.html"
WITH_A_FIGURE = "figure.html"
LEFT_OUT = {INDEX, "manifest.json"}
"""The list of Streamlit's modules, which no browser asks for; and what is not served as it is."""
GUIDE = """
    <script>
      window.__streamlit = {
        BACKEND_BASE_URL: new URL(".", location).href,
        HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
      }
    </script>"""
COMPRESSED = (".br", ".gz")
WORTH = 0.95
"""What does not become smaller than this share of itself is served as it is."""


def collect(site: Path = SITE) -> Path:
    """Brings the folder up to date; several processes may ask at once.

    RuntimeError without the programs that compress.
    """
    if not shutil.which("brotli") or not find_spec("fontTools"):
        raise RuntimeError(
            "Files are made smaller by the program brotli and by fonttools of requirements-site.txt."
        )
    site.mkdir(parents=True, exist_ok=True)
    with open(site / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = sources()
        cutter = Cutter(
            site / "fonts", (path.read_text() for path in wanted.values() if path.suffix == ".js")
        )

        def bring_one(name: str) -> None:
            path = wanted[name]
            bring(cutter.cut(path) if CUT.fullmatch(path.name) else path.read_bytes(), site / PUBLIC / name)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(bring_one, wanted))
        index = (Path(get_static_dir()) / INDEX).read_text()
        page = guided(index)
        pages = {INDEX: page, WITH_A_FIGURE: page.replace("</head>", f"{ahead(wanted, page)}</head>")}
        for name, text in pages.items():
            bring(text.encode(), site / PUBLIC / name)
        remove_others(site / PUBLIC, wanted.keys() | pages.keys() | of_one_release_more(site, wanted))
        with_a_figure = "|".join(page.name for page in PAGES if page.has_figure)
        write_map(site / FIGURES, "$uri $page", {f"~^/({with_a_figure})$": f"/{WITH_A_FIGURE}"}, f"/{INDEX}")
        write_map(site / INLINE_SCRIPTS, '"" $inline_scripts', {}, inline_scripts(page))
    return site


def guided(index: str) -> str:
    """Streamlit's page with a word ahead of its scripts: where the server is.

    Else Streamlit's script asks, and waits for an answer, before it connects; after a link to a page it asks
    at a wrong place first.
    """
    before, head, after = index.partition("<head>")
    if not head:
        raise ValueError("Streamlit's page has no <head> in which to say where its server is.")
    return before + head + GUIDE + after


def write_map(path: Path, names: str, cases: Mapping[str, str], default: str) -> None:
    """One of nginx's maps, for its configuration to include."""
    lines = [f'default "{default}";', *(f'"{case}" "{value}";' for case, value in cases.items())]
    path.write_text("\n    ".join([f"map {names} {{", *lines]) + "\n}\n")


def sources() -> dict[str, Path]:
    """The files that are public as they are, by the path in their address."""
    return {
        prefix + str(path.relative_to(folder)): path
        for prefix, folder in (("", Path(get_static_dir())), ("app/static/", ROOT / "static"))
        for path in folder.rglob("*")
        if path.is_file() and path.name not in LEFT_OUT
    }


def bring(content: bytes, target: Path) -> None:
    """Writes a file that is new or has changed; its compressed forms first, so that it tells of them."""
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    forms = {".br": brotli(content), ".gz": gzip.compress(content, 9, mtime=0)}
    for suffix, compressed in forms.items():
        beside = target.with_name(target.name + suffix)
        if len(compressed) < WORTH * len(content):
            place(beside, compressed)
        else:
            beside.unlink(missing_ok=True)
    place(target, content)


def brotli(content: bytes) -> bytes:
    command = ["brotli", "--quality=11", "--lgwin=24", "--stdout"]
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout


def place(path: Path, content: bytes) -> None:
    """Writes a file under a time that depends on its content alone.

    nginx makes the ETag from time and length, so that it is the same on every machine and after every build.
    """
    half_written = path.with_name(path.name + ".new")
    half_written.write_bytes(content)
    stamp = int.from_bytes(hashlib.sha256(content).digest()[:4], "big") % 1_500_000_000
    os.utime(half_written, (stamp, stamp))
    half_written.replace(path)


def of_one_release_more(site: Path, wanted: Iterable[str]) -> set[str]:
    """Files named after their content, of this release and of the last that had others."""
    noted = site / RELEASES
    latest = sorted(name for name in wanted if name.startswith(NAMED_AFTER_CONTENT))
    before = json.loads(noted.read_text()) if noted.exists() else []
    releases = [latest, *(release for release in before if release != latest)][:2]
    place(noted, json.dumps(releases).encode())
    return {name for release in releases for name in release}


def remove_others(public: Path, wanted: set[str]) -> None:
    kept = {name + suffix for name in wanted for suffix in ("", *COMPRESSED)}
    for path in public.rglob("*"):
        if path.is_file() and str(path.relative_to(public)) not in kept:
            path.unlink()


class InlineScripts(HTMLParser):
    """The text of every script that stands in a page itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and "src" not in dict(attrs)

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts.append(data)
            self.inside = False


def inline_scripts(page: str) -> str:
    """The inline scripts of a page as a Content-Security-Policy names them."""
    digests = (hashlib.sha256(text.encode()).digest() for text in InlineScripts(page).texts)
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


if __name__ == "__main__":
    print(collect())
