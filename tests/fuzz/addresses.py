"""Addresses that somebody may open: every page, with every value for every key, however often."""

from __future__ import annotations

from urllib.parse import quote_plus

from hypothesis import strategies as st

from activations import CATALOG
from tests.fuzz.expressions import TYPED as EXPRESSIONS
from tests.pages.published import AT_FIRST, LATER, OPTIONS, SLOTS, SPANS, controls_of, parameter_defaults

LABELS = (*(activation.label for activation in CATALOG.values()), "Your function")

WRONG = (
    "nan",
    "-nan",
    "inf",
    "-Infinity",
    "1e308",
    "-1e308",
    "1e999",
    "9" * 400,
    "0." + "3" * 400,
    "0x10",
    "1,5",
    "1e",
    "--1",
    "None",
    "true",
    "[]",
    '{"a": 1}',
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "[click](javascript:alert(1))",
    "`</code>` **bold** $\\alpha$ :red[x]",
    "{{search}}",
    "{x}",
    "{0.__class__}",
    "%s%n%d",
    "../../../etc/passwd",
    "' OR 1=1 --",
    "‮abc​\u2066",
    "\x00",
    "a\x1b[31m\r\nb\x7f",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "z" + "̍" * 300,
    "long " * 4000,
)
"""What is no value of any control."""

ODD = ("1_0", "٣", " 2 ", "+2", "-0", "1e-320", "2.", "002", "0.30000000000000004")
"""Numbers, as Python reads them."""

SPELLED_BADLY = (
    "%",
    "%zz",
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "%C0%AF",
    "%E2%80",
    "%u0041",
    "+",
    ";",
    "=",
    "&&",
    "#",
)
UNKNOWN = (
    "",
    "nothing",
    "f9",
    "f_",
    "F",
    "__class__",
    "figure",
    "points as given",
    "streamlit",
    "lang[]",
    "x" * 5000,
)
"""Keys that no page has."""


def keys_of(page: str) -> list[str]:
    """All that a page may find in its address, the sliders of every function one can pick included."""
    sliders = [f"{slot}_{name}" for slot in SLOTS.get(page, ()) for name in parameter_defaults()]
    typed = [f"{slot}_expression" for slot in SLOTS.get(page, ())]
    return [*controls_of(page), *sliders, *typed]


def likely(page: str, key: str) -> st.SearchStrategy[str]:
    """What a control may well have, or nearly."""
    low, high, step = SPANS.get((page, key), (-20.0, 20.0, 0.1))
    choices = [
        st.floats(low, high).map(lambda value: f"{value:.3g}"),
        st.integers(int(low) - 1, int(high) + 1).map(str),
        st.sampled_from((low, high, low - step, high + step)).map(str),
    ]
    if (page, key) in OPTIONS:
        choices = [st.sampled_from(OPTIONS[page, key])]
    elif key in SLOTS.get(page, ()):
        choices = [st.sampled_from(LABELS)]
    elif key.endswith("expression"):
        choices = [EXPRESSIONS]
    elif key == "points":
        point = st.tuples(
            st.floats(-7, 7).map(lambda at: f"{at:.2g}"), st.integers(-7, 7), st.sampled_from("+-")
        )
        choices = [st.lists(point, max_size=15).map(lambda all: "; ".join(f"{x},{y},{s}" for x, y, s in all))]
    return st.one_of(choices)


def values(page: str, key: str) -> st.SearchStrategy[str]:
    """What stands behind the = of a key, spelled for an address."""
    good = likely(page, key).map(quote_plus)
    wrong = st.sampled_from((*WRONG, *ODD)).map(quote_plus)
    number = st.floats().map(repr).map(quote_plus)
    return st.one_of(good, good, wrong, number, st.sampled_from(SPELLED_BADLY), st.text().map(quote_plus))


@st.composite
def parts(draw: st.DrawFn, page: str) -> str:
    """A key with its values, all of them for the same key."""
    key = draw(st.sampled_from([*keys_of(page), *controls_of(page), "lang", "embed", "embed_options"]))
    spelled = quote_plus(key)
    if draw(st.integers(0, 9)) == 0:
        spelled = draw(st.sampled_from(UNKNOWN).map(quote_plus) | st.sampled_from(SPELLED_BADLY))
    count = draw(st.sampled_from((1, 1, 1, 1, 2, 2, 3, 50)))
    given = draw(st.lists(values(page, key), min_size=1, max_size=3))
    return "&".join(f"{spelled}={given[place % len(given)]}" for place in range(count))


@st.composite
def queries(draw: st.DrawFn, page: str) -> str:
    """What stands behind the ? of a page's address."""
    asked = [later.asked for later in LATER if later.page == page]
    first = [f"{key}={quote_plus(value)}" for key, value in draw(st.sampled_from([{}, *asked])).items()]
    return "&".join([*first, *draw(st.lists(parts(page), max_size=8))])


PAGES = tuple(AT_FIRST)
