from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from streamlit.file_util import get_static_dir

from deploy.fonts import CUT, ICON, ICONS, Cutter, joints
from tests.source import ROOT

MEDIA = Path(get_static_dir()) / "static" / "media"
FONTS = [path for path in sorted(MEDIA.iterdir()) if CUT.fullmatch(path.name)]
TEXTS = [
    path.read_text()
    for folder in ("activations", "assets", "pages", "static/live_figure", "ui")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".css", ".js", ".md", ".po", ".py")
]


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    return Cutter(tmp_path_factory.mktemp("fonts"), [":material/check: and :material/more_vert:"])


@pytest.fixture(params=FONTS, ids=lambda path: path.name.split(".")[0])
def font(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def cut(cutter: Cutter, font: Path, tmp_path: Path) -> Path:
    (tmp_path / font.name).write_bytes(cutter.cut(font))
    return tmp_path / font.name


def test_the_fonts_of_every_page_are_cut() -> None:
    assert [re.split(r"[-.]", path.name)[0] for path in FONTS] == [
        *(ICONS, "SourceCodeVF", "SourceCodeVF", "SourceSansVF", "SourceSansVF")
    ]


def test_a_cut_font_is_small(font: Path, cut: Path) -> None:
    assert cut.stat().st_size < font.stat().st_size / 2


def test_whatever_the_pages_say_it_says(font: Path, cut: Path) -> None:
    if font.name.startswith(ICONS):
        assert joints(cut).keys() == {"check", "more_vert"}
    else:
        said = {ord(letter) for text in TEXTS for letter in text}
        assert said & TTFont(font).getBestCmap().keys() <= TTFont(cut).getBestCmap().keys()


def test_it_keeps_its_licence_and_not_its_name(font: Path, cut: Path) -> None:
    before, after = TTFont(font)["name"], TTFont(cut)["name"]
    for kept in (0, 13):
        assert after.getDebugName(kept) == before.getDebugName(kept)
    assert [after.getDebugName(name) for name in (1, 4, 6, 16)] == [None] * 4


def test_weights_can_be_chosen_as_before(font: Path, cut: Path) -> None:
    axes = [
        [(axis.axisTag, axis.minValue, axis.maxValue) for axis in opened["fvar"].axes]
        if "fvar" in opened
        else []
        for opened in (TTFont(font), TTFont(cut))
    ]
    assert axes[0] == axes[1]


def test_what_is_cut_once_is_not_cut_again(
    cutter: Cutter, font: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cutter.cut(font)
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("cut again"))
    assert cutter.cut(font) == first


def test_no_page_of_ours_names_an_icon() -> None:
    """Those of Streamlit's own script are kept; one of ours would be a word."""
    assert [icon for text in TEXTS for icon in ICON.findall(text)] == []
