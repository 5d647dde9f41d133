"""A wrong address breaks no page: it shows what can be shown, and says in one sentence what was wrong."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from tests.pages.published import (
    AT_FIRST,
    SPANS,
    TYPED,
    WITHOUT_A_FIGURE,
    asking_for,
    controls_of,
    default_of,
)
from tests.pages.visit import HREF, figure_of, html_of, links, opened, said, state_of, text_of
from ui.page import FRONT_DOOR, spelled

LONG = "junk & more " * 900
MARKUP = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "![picture](https://example.org/x.png)",
    "[click me](javascript:alert(1))",
    "`</code>` **bold** $\\alpha$ :red[x]",
)
TAG = re.compile(r"<[^>]*>")
ELU = {"f": "ELU"}

BAD: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("home", {"has": "beautiful"}, {}),
    (
        "home",
        {"has": ("odd", "Bounded", "bounded", "quick"), "sort": "year"},
        {"has": ("odd", "bounded"), "sort": "year"},
    ),
    ("home", {"sort": "beauty", "search": "ReLU"}, {"search": "ReLU"}),
    ("explore", {"f": "Nothing like it"}, {}),
    ("explore", {"f": ""}, {}),
    ("explore", {"f": "elu"}, {"f": "ELU"}),
    ("explore", {"f": ("ELU", "Tanh")}, {"f": "Tanh"}),
    ("explore", ELU | {"f_elu_alpha": "nan"}, ELU),
    ("explore", ELU | {"f_elu_alpha": "1e999"}, ELU),
    ("explore", ELU | {"f_elu_alpha": "-inf"}, ELU),
    ("explore", ELU | {"f_elu_alpha": 0}, ELU),
    ("explore", ELU | {"f_elu_alpha": 3.01}, ELU),
    ("explore", ELU | {"f_elu_alpha": (2, 0.5)}, ELU | {"f_elu_alpha": 0.5}),
    ("explore", {"range": (5, -5)}, {"range": (-5, 5)}),
    ("explore", {"range": (6, -6)}, {}),
    ("explore", {"range": (5, 5)}, {"range": (5, 5.5)}),
    ("explore", {"range": (20, 20)}, {"range": (19.5, 20)}),
    ("explore", {"range": 3}, {}),
    ("explore", {"range": (1, 2, 3)}, {}),
    ("explore", {"range": (-30, 4)}, {}),
    ("explore", {"range": ("nan", "nan")}, {}),
    ("explore", {"x": 20.1}, {}),
    ("explore", {"x": "nan"}, {}),
    ("explore", {"x": ("3", "two")}, {}),
    ("explore", {"show": "F"}, {}),
    ("explore", {"show": ("f", "f′")}, {"show": "f′"}),
    ("explore", {"layout": "side by side"}, {}),
    ("explore", {"kink": 2}, {}),
    ("compare", {"n": 9}, {}),
    ("compare", {"n": 1}, {}),
    ("compare", {"n": "2.0"}, {}),
    ("compare", {"f2": "Sigmoyd"}, {}),
    ("compare", {"f2": "Softplus", "f2_softplus_beta": 1e6}, {"f2": "Softplus"}),
    ("compare", {"range": (4, -4), "n": 3}, {"range": (-4, 4), "n": 3}),
    ("compare", {"layout": "stacked"}, {}),
    ("compare", {"x": "-1e999"}, {}),
    ("softmax", {"classes": 6}, {}),
    ("softmax", {"temperature": 0, "z1": 3}, {"z1": 3}),
    ("softmax", {"view": "several classes", "method": "softmax"}, {"view": "several classes"}),
    ("maxout", {"k": 0}, {}),
    ("maxout", {"w3": 3.5, "k": 4}, {"k": 4}),
    ("maxout", {"view": "fit a curve", "curve": "x2"}, {"view": "fit a curve"}),
    ("linearity", {"view": "everything"}, {}),
    ("linearity", {"layers": 7}, {}),
    ("linearity", {"view": "neuron", "w2": "nan"}, {"view": "neuron"}),
    (
        "linearity",
        {"view": "regression", "method": "conditions", "condition": "luck"},
        {"view": "regression", "method": "conditions"},
    ),
    ("step_race", {"f1": "42"}, {}),
    ("step_race", {"rate": 0}, {}),
    ("step_race", {"rate": -0.2}, {}),
    ("step_race", {"rate": "1e999"}, {}),
    ("step_race", {"start": "nan"}, {}),
    ("step_race", {"goal": 5.01}, {}),
    ("step_race", {"goal": (0.6, 0.7)}, {"goal": 0.7}),
    ("step_race", {"rule": "at_or_below"}, {}),
    ("step_race", {"rule": "within", "within": 0}, {"rule": "within"}),
    ("learned_slope", {"momentum": 1}, {}),
    ("learned_slope", {"formula": "a - Δa"}, {}),
    ("learned_slope", {"rate": "nan", "seed": 3}, {"seed": 3}),
    ("saturation", {"spread": 0}, {}),
    ("saturation", {"mean": "nan"}, {}),
    ("saturation", {"view": "detector"}, {}),
    ("saturation", {"view": "feature detector", "noise": 0}, {"view": "feature detector"}),
    ("cheat_sheet", {"sort": "beauty", "family": "Squashing"}, {"family": "Squashing"}),
    ("cheat_sheet", {"family": "rectifiers"}, {}),
    ("cheat_sheet", {"only": ("smooth", "bounded")}, {"only": "bounded"}),
    ("documents", {"document": "005"}, {}),
    ("dead_relu", {"view": "revival"}, {}),
    ("dead_relu", {"weights": "he"}, {}),
    ("dead_relu", {"shift": -1, "seed": 3}, {"seed": 3}),
    ("choose", {"layer": "input"}, {}),
    ("choose", {"layer": "output", "task": "three classes"}, {"layer": "output"}),
    ("choose", {"rate": 13}, {}),
    ("vanishing_gradient", {"layers": 0}, {}),
    ("vanishing_gradient", {"weights": "Glorot", "seed": 3}, {}),
    ("vanishing_gradient", {"w": 0, "z": 2}, {"z": 2}),
    ("classifier", {"points": "2,4, "}, {}),
    ("classifier", {"points": "2,4,+; 11,0,-", "w1": 1}, {"w1": 1}),
    ("classifier", {"points": ("2,4,+", "1,1,-")}, {"points": "1,1,-"}),
    ("classifier", {"points": ""}, {}),
    ("classifier", {"w2": 6, "view": "descend"}, {"view": "descend"}),
    ("classifier", {"view": "L1"}, {}),
    ("numerics", {"power": 4}, {}),
    ("numerics", {"formula": "GELU", "side": "x < 0"}, {"side": "x < 0"}),
    ("numerics", {"side": "left"}, {}),
    ("zigzag", {"batch": 2}, {}),
    ("zigzag", {"mean": -0.1, "w1": 2}, {"w1": 2}),
    ("zigzag", {"seed": 100}, {}),
]


def controls() -> list[tuple[str, str]]:
    return [(page, key) for page in AT_FIRST for key in controls_of(page) if key not in TYPED]


@pytest.mark.parametrize(("page", "state", "right"), BAD, ids=str)
def test_what_is_wrong_is_put_right_and_said_once(
    page: str, state: dict[str, object], right: dict[str, object]
) -> None:
    app = opened(page, **state)
    (sentence,) = said(app)
    assert sentence.endswith(".")
    shown = state_of(app)
    wanted = {key: spelled(value) for key, value in right.items()}
    assert shown == {key: wanted.get(key) or default_of(page, key) for key in shown}
    assert page in WITHOUT_A_FIGURE or figure_of(app)["traces"]
    assert links(html_of(app))


@pytest.mark.parametrize(("page", "key"), controls())
def test_ten_kilobytes_of_junk_make_a_short_sentence(page: str, key: str) -> None:
    app = opened(page, **asking_for(page, key) | {key: (LONG, LONG) if key == "range" else LONG})
    (sentence,) = said(app)
    assert len(sentence) < 250
    assert state_of(app)[key] == default_of(page, key)
    assert LONG[:60] not in text_of(app)


@pytest.mark.parametrize(("page", "key"), [place for place, (*_ends, step) in SPANS.items() if step == 1])
def test_half_of_what_is_counted_is_put_right_and_said(page: str, key: str) -> None:
    app = opened(page, **asking_for(page, key) | {key: "2.5"})
    (sentence,) = said(app)
    assert sentence.startswith(f"{key} = `2.5` is not a whole number; shown instead: ")
    assert state_of(app)[key] == default_of(page, key)


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("page", [page for page, first in AT_FIRST.items() if first])
def test_markup_is_shown_as_it_is_and_does_nothing(page: str, markup: str) -> None:
    keys = AT_FIRST[page].keys() - TYPED
    app = opened(page, **dict.fromkeys(keys, markup) | {"range": (markup, markup)} | {"lang": markup})
    sentences = said(app)
    assert len(sentences) == 1 + len(keys - {"range"}) + ("range" in keys)
    for sentence in sentences:
        assert kinds(sentence) <= {"text", "code_inline"}
        assert markup[:20].replace("`", "'") in sentence
    figures = json.dumps([] if page in WITHOUT_A_FIGURE else figure_of(app))
    sent = figures + html_of(app) + "".join(links(html_of(app)))
    assert markup not in sent


def kinds(markdown: str) -> set[str]:
    """What a sentence is made of, where HTML is allowed: markup that works would be among it."""
    (paragraph,) = (token for token in MarkdownIt("commonmark").parse(markdown) if token.children)
    return {child.type for child in paragraph.children or ()}


@pytest.mark.parametrize("page", AT_FIRST)
def test_an_unknown_language_is_said_once(page: str) -> None:
    app = opened(page, lang="xx")
    (sentence,) = said(app)
    assert "`xx`" in sentence
    assert state_of(app) == AT_FIRST[page]
    assert not any("lang=xx" in href for href in links(html_of(app)))


@pytest.mark.parametrize("markup", [LONG, *MARKUP])
def test_a_search_shows_markup_as_it_is(markup: str) -> None:
    app, ordinary = (opened(FRONT_DOOR, search=search) for search in (markup, "no such thing"))
    assert said(app) == []
    html, usual = (HREF.sub("href", html_of(each)) for each in (app, ordinary))
    assert TAG.findall(html) == TAG.findall(usual)
    assert len(html) < len(usual) + 300


def test_each_wrong_thing_is_said() -> None:
    app = opened("compare", n="9", f1="?", range=("5", "-5"), x="99", lang="xx")
    assert len(said(app)) == 5
    assert state_of(app) == AT_FIRST["compare"] | {"range": ["-5", "5"]}


@pytest.mark.parametrize(("page", "key", "bad"), [("explore", "x", 99), ("compare", "n", 9)])
def test_a_sentence_stays_until_its_control_is_moved(page: str, key: str, bad: int) -> None:
    app = opened(page, **{key: bad})
    app.slider(key="range").set_range(-3, 3).run()
    assert len(said(app)) == 1
    if key == "x":
        app.slider(key="x").set_value(2.0).run()
    else:
        app.segmented_control(key=key).set_value("3").run()
    assert said(app) == []
