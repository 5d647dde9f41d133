from __future__ import annotations

import gzip
import hashlib
import re
import subprocess
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir

from deploy import static
from deploy.ahead import FIGURE, PLOTLY, STREAMLITS_PARTS
from deploy.static import collect, guided, inline_scripts
from tests.pages.published import WITHOUT_A_FIGURE
from ui.page import PAGES

INDEX = "<!doctype html><html><head><title>x</title><script>one()</script></head></html>"
PARTS = [f"static/js/{part}.abc.js" for part in STREAMLITS_PARTS]
SHARED = "static/js/shared.abc.js"
TEXT = b"what is said again and again, " * 200
NOISE = hashlib.sha512(TEXT).digest()


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small front end, and a static folder of our own."""
    front_end, ours = tmp_path / "front_end", tmp_path / "static"
    for path, content in {
        front_end / "index.html": INDEX.encode(),
        front_end / "manifest.json": TEXT,
        front_end / "favicon.png": NOISE,
        front_end / "static" / "js" / "index.abc.js": TEXT,
        front_end / SHARED: b"",
        **{front_end / part: b'import{a}from"./shared.abc.js";' for part in PARTS},
        front_end / "static" / "media" / "letters.woff2": NOISE,
        ours / "live_figure" / "index.js": TEXT,
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr(static, "ROOT", tmp_path)
    monkeypatch.setattr(static, "get_static_dir", lambda: str(front_end))
    return tmp_path


def public(site: Path) -> dict[str, Path]:
    return {str(path.relative_to(site / "public")): path for path in (site / "public").rglob("*.*")}


def test_what_is_public_is_compressed_where_that_gains_something(sources: Path) -> None:
    files = public(collect(sources / "site"))
    assert set(files) == {
        *("index.html", "index.html.br", "index.html.gz"),
        *("figure.html", "figure.html.br", "figure.html.gz"),
        *(*PARTS, SHARED),
        *("static/js/index.abc.js", "static/js/index.abc.js.br", "static/js/index.abc.js.gz"),
        *("favicon.png", "static/media/letters.woff2"),
        *("app/static/live_figure/index.js", "app/static/live_figure/index.js.br"),
        "app/static/live_figure/index.js.gz",
    }
    script = files["static/js/index.abc.js"]
    brotli = ["brotli", "--decompress", "--stdout", f"{script}.br"]
    assert script.read_bytes() == TEXT
    assert gzip.decompress(Path(f"{script}.gz").read_bytes()) == TEXT
    assert subprocess.run(brotli, stdout=subprocess.PIPE, check=True).stdout == TEXT


def test_only_what_has_changed_is_made_anew(sources: Path) -> None:
    site = sources / "site"
    before = {name: path.stat() for name, path in public(collect(site)).items()}
    (sources / "static" / "live_figure" / "index.js").write_bytes(TEXT + b"now changed")
    (sources / "front_end" / "favicon.png").unlink()
    after = {name: path.stat() for name, path in public(collect(site)).items()}
    assert before.keys() - after.keys() == {"favicon.png"}
    renewed = {name for name in after if after[name].st_ino != before[name].st_ino}
    assert renewed == {f"app/static/live_figure/index.js{suffix}" for suffix in ("", ".br", ".gz")}
    assert all(after[name].st_mtime != before[name].st_mtime for name in renewed)


def test_what_is_named_after_its_content_stays_for_one_release_more(sources: Path) -> None:
    site = sources / "site"

    def lazy_parts(of_release: str) -> set[str]:
        """Of all that is public, once the front end has that of a release and no other."""
        for part in (sources / "front_end" / "static" / "js").glob("lazy.*"):
            part.unlink()
        (sources / "front_end" / "static" / "js" / f"lazy.{of_release}.js").write_bytes(TEXT)
        names = [public(collect(site)) for _again in range(2)][-1]
        return {name.split(".")[1] for name in names if name.startswith("static/js/lazy.")}

    assert lazy_parts("one") == {"one"}
    assert lazy_parts("two") == {"one", "two"}
    assert lazy_parts("one") == {"one", "two"}
    assert lazy_parts("three") == {"one", "three"}


def test_the_time_of_a_file_is_the_same_on_every_machine(sources: Path) -> None:
    one, other = (public(collect(sources / name)) for name in ("one", "other"))
    assert {name: path.stat().st_mtime for name, path in one.items()} == {
        name: path.stat().st_mtime for name, path in other.items()
    }


def test_the_guide_comes_before_any_script_and_the_policy_names_both(sources: Path) -> None:
    site = collect(sources / "site")
    page = (site / "public" / "index.html").read_text()
    assert page == INDEX.replace("<head>", "<head>" + static.GUIDE)
    named = (site / "inline_scripts.conf").read_text()
    assert named.count("sha256-") == 2
    # printf 'one()' | openssl dgst -sha256 -binary | base64
    assert "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='" in named


def test_a_page_with_a_figure_asks_ahead_for_each_file_once(sources: Path) -> None:
    site = collect(sources / "site")
    page, with_a_figure = ((site / "public" / name).read_text() for name in ("index.html", "figure.html"))
    links = re.findall(r"<link[^>]*>", with_a_figure)
    assert re.sub(r"\s*<link[^>]*>\s*", "", with_a_figure) == page
    assert links == [
        *(f'<link rel="modulepreload" href="./{name}">' for name in (*PARTS, FIGURE, SHARED)),
        f'<link rel="preload" as="script" fetchpriority="low" href="./{PLOTLY}">',
    ]


def test_nginx_is_told_which_pages_have_one(sources: Path) -> None:
    told = (collect(sources / "site") / "figures.conf").read_text()
    named = re.search(r'"~\^/\((.*)\)\$" "/figure\.html";', told)
    assert named
    assert {page.name for page in PAGES} - set(named[1].split("|")) == WITHOUT_A_FIGURE
    assert 'default "/index.html";' in told


def test_a_page_in_which_the_guide_has_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="head"):
        guided("<html><body></body></html>")


def test_scripts_with_a_source_need_no_hash() -> None:
    assert inline_scripts('<script src="a.js"></script><script type="module" src="b.js"></script>') == ""


def test_streamlits_own_page_is_understood() -> None:
    index = (Path(get_static_dir()) / "index.html").read_text()
    assert inline_scripts(guided(index)).count("sha256-") == inline_scripts(index).count("sha256-") + 1
