"""What is seen: in light and in dark, on a phone, with no error and nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from activations import CATALOG
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.pages.published import WITHOUT_A_FIGURE
from ui.page import FRONT_DOOR, PAGES

ADDRESSES = ["" if page.name == FRONT_DOOR else page.name for page in PAGES]
WITH_A_FIGURE = [page.name for page in PAGES if page.name not in WITHOUT_A_FIGURE]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

COLOURS = """() => {
  const of = (elements, name) => [...new Set(elements.map((each) => getComputedStyle(each)[name]))].sort();
  const all = (shapes) => [...document.querySelectorAll(`.plot ${shapes}`)];
  return {
    paper: getComputedStyle(document.querySelector(".stApp")).backgroundColor,
    text: of(all("text"), "fill"),
    lines: of(all("path.js-line").filter((line) => line.getAttribute("d").length > 1000), "stroke"),
  };
}"""
# Every text in sight with the colours behind it, from the nearest on; opacity is in its colour. Code is in
# Streamlit's own colours.
PROSE_COLOURS = """() => {
  const says = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const thumb = "[data-testid=stSliderThumbValue]";
  const after = (at) => (at.closest(thumb) ? at.closest("[data-testid=stSlider]") : at.parentElement);
  return [...document.querySelectorAll(".stMain :is(p, li, td, th, a, h1, h2, h3, button, label, span)")]
    .filter((each) => each.offsetWidth && says(each) && !each.closest("pre, .katex-mathml"))
    .map((each) => {
      const behind = [];
      for (let at = each; at; at = after(at)) behind.push(getComputedStyle(at).backgroundColor);
      let [red, green, blue, alpha = 1] = getComputedStyle(each).color.match(/[\\d.]+/g);
      for (let at = each; at; at = at.parentElement) alpha *= getComputedStyle(at).opacity;
      return alpha && [each.textContent.slice(0, 40), `rgba(${red}, ${green}, ${blue}, ${+alpha})`, behind];
    })
    .filter(Boolean);
}"""
WIDTHS = """() => [document.documentElement, ...document.querySelectorAll(".stMain, .stAppViewContainer")]
  .map((each) => [each.scrollWidth, each.clientWidth])"""

# What stands on a number or a title of an axis: points that are not cut at it, and panels, which are beside
# each other or one above the other.
OVER_AXES = """() => {
  const all = (shapes) => [...document.querySelectorAll(`.plot :is(${shapes})`)];
  const boxes = (shapes) => all(shapes).map((each) => [each, each.getBoundingClientRect()]);
  const words = boxes("[class*=tick] text, .infolayer [class*=title]");
  const shapes = boxes(".scatterlayer .point, .nsewdrag").filter(([shape]) => !shape.closest("[clip-path]"));
  const meet = (one, other, by = 2) =>
    one.left + by < other.right && other.left + by < one.right &&
    one.top + by < other.bottom && other.top + by < one.bottom;
  return words.flatMap(([text, box]) =>
    shapes.filter(([, other]) => meet(box, other)).map(([shape]) => [text.textContent, shape.classList[0]]));
}"""
# Names on curves that a curve of their panel runs through, in the middle of their letters.
STRUCK = """() => {
  const along = (line) => {
    const [matrix, length] = [line.getScreenCTM(), line.getTotalLength()];
    const at = (_, i) => line.getPointAtLength((i / 399) * length).matrixTransform(matrix);
    return Array.from({ length: 400 }, at);
  };
  const of = (shapes) => [...document.querySelectorAll(`.plot ${shapes}`)];
  const panel = (shape) => shape.closest(".subplot").classList[1].replace(/z\\d+$/, "");
  const lines = of("path.js-line").filter((line) => parseFloat(line.style.strokeWidth) >= 2.5);
  const points = lines.flatMap((line) => along(line).map(({ x, y }) => ({ x, y, on: panel(line) })));
  const struck = of(".textpoint text").filter((name) => {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    const isIn = ({ x, y }) => x > left + 1 && x < right - 1 && y > top + 6 && y < bottom - 6;
    return name.style.fontWeight === "600" && points.some((point) => point.on === panel(name) && isIn(point));
  });
  return struck.map((name) => name.textContent);
}"""
HYPHENS = """() => [...document.querySelectorAll(".plot text")]
  .map((text) => text.textContent).filter((text) => /-\\d/.test(text))"""


def channels(colour: str) -> list[float]:
    """Red, green, blue and alpha of a computed CSS colour."""
    return [*(float(part) for part in re.findall(r"[\d.]+", colour)), 1.0][:4]


def blended(layers: list[str]) -> str:
    """What is seen of layers, the nearest first."""
    seen, left = [0.0, 0.0, 0.0], 1.0
    for *colour, alpha in map(channels, layers):
        seen = [sum_ + left * alpha * part for sum_, part in zip(seen, colour, strict=True)]
        left *= 1 - alpha
    return f"rgb({seen[0]}, {seen[1]}, {seen[2]})"


def luminance(colour: str) -> float:
    shares = [part / 255 for part in channels(colour)[:3]]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines define it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(visitor: Visitor) -> dict[str, list[str]]:
    _ = visitor.picture
    return dict(visitor.tab.evaluate(COLOURS))


def test_figures_can_be_read_in_both_themes_and_follow_a_change(visit: Visit) -> None:
    visitor = visit(WITH_A_FIGURE[0], color_scheme="light")
    for page in WITH_A_FIGURE:
        visitor.tab.emulate_media(color_scheme="light")
        visitor.open(page)
        light = colours(visitor)
        visitor.tab.emulate_media(color_scheme="dark")
        visitor.tab.wait_for_function(
            "(paper) => getComputedStyle(document.querySelector('.stApp')).backgroundColor !== paper",
            arg=light["paper"],
        )
        dark = colours(visitor)
        assert luminance(str(light["paper"])) > 0.8 and luminance(str(dark["paper"])) < 0.05
        assert not set(light["text"]) & set(dark["text"])
        assert len(light["lines"]) == len(dark["lines"])
        assert not set(light["lines"]) & set(dark["lines"])
        for seen in (light, dark):
            assert all(contrast(text, str(seen["paper"])) >= 4.5 for text in seen["text"])
            assert all(contrast(line, str(seen["paper"])) >= 3 for line in seen["lines"])


@pytest.mark.parametrize(
    ("typed", "shown"), [("1/0", "f(x) = ∞,"), ("-1/0", "f(x) = −∞,"), ("0/0", "f(x) = –,")]
)
def test_what_is_no_finite_number_is_told_by_its_sign(visit: Visit, typed: str, shown: str) -> None:
    visitor = visit(f"your_function?expression={typed}")
    expect(visitor.tab.locator(".live .caption").first).to_contain_text(shown)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(visit: Visit, scheme: str) -> None:
    visitor = visit(color_scheme=scheme)
    faint = []
    for page in ADDRESSES:
        visitor.open(page)
        faint += [
            (page, words, colour)
            for words, colour, behind in visitor.tab.evaluate(PROSE_COLOURS)
            if contrast(blended([colour, *behind]), blended(behind)) < 4.5
        ]
    assert faint == []


def test_on_a_phone_nothing_scrolls_sideways_and_the_picture_is_in_sight(visit: Visit) -> None:
    visitor = visit(**PHONE)
    for page in ADDRESSES:
        visitor.open(page)
        assert all(content <= room for content, room in visitor.tab.evaluate(WIDTHS)), page
        picture = visitor.plot if page in WITH_A_FIGURE else visitor.tab.locator(".card, .sheet").first
        box = picture.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390, page
        assert box["y"] < 844 / 2, page
        expect(visitor.tab.get_by_test_id("stSidebar")).not_to_be_in_viewport()


def test_at_a_desk_no_page_scrolls_sideways(visit: Visit) -> None:
    visitor = visit(viewport={"width": 1280, "height": 860})
    for page in ADDRESSES:
        visitor.open(page)
        for width in (1280, 1024):
            visitor.tab.set_viewport_size({"width": width, "height": 860})
            fits = f"() => ({WIDTHS.strip()})().every(([content, room]) => content <= room)"
            visitor.tab.wait_for_function(fits)


def test_on_a_phone_the_picture_stays_in_sight_of_the_last_slider(visit: Visit) -> None:
    visitor = visit(WITH_A_FIGURE[0], **PHONE)
    for page in WITH_A_FIGURE:
        visitor.open(page)
        visitor.tab.locator(".stMain .stSlider").last.evaluate(
            "(slider) => slider.scrollIntoView({ block: 'end' })"
        )
        visitor.tab.evaluate("() => new Promise(requestAnimationFrame)")
        box = visitor.plot.bounding_box()
        assert box and box["y"] + box["height"] > 844 / 4, page


def test_on_a_phone_the_menu_goes_with_the_page(visit: Visit) -> None:
    visitor = visit(WITH_A_FIGURE[0], **PHONE)
    visitor.tab.get_by_test_id("stExpandSidebarButton").click()
    visitor.follow(visitor.tab.locator("nav.pages").get_by_role("link", name="Compare"))
    expect(visitor.tab.get_by_test_id("stSidebar")).not_to_be_in_viewport()


def test_on_a_desk_the_picture_is_above_the_fold(visit: Visit) -> None:
    visitor = visit(WITH_A_FIGURE[0])
    for page in WITH_A_FIGURE:
        box = visitor.open(page).plot.bounding_box()
        assert box and box["y"] + box["height"] <= 860, page


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_nothing_covers_what_the_axes_say(visit: Visit, options: dict[str, object]) -> None:
    visitor = visit(WITH_A_FIGURE[0], **options)
    covered = {}
    for page in [*WITH_A_FIGURE, "dead_relu?view=return", "classifier?view=descend"]:
        _ = visitor.open(page).picture
        covered[page] = visitor.tab.evaluate(OVER_AXES)
    assert {page: found for page, found in covered.items() if found} == {}


def test_no_name_is_struck_by_a_curve_and_every_minus_is_one(visit: Visit) -> None:
    visitor = visit(WITH_A_FIGURE[0])
    wrong = {}
    for page in [
        *WITH_A_FIGURE,
        "conventions?view=form+of+GELU",
        "dead_relu?view=return",
        "maxout?view=two+inputs",
    ]:
        _ = visitor.open(page).picture
        wrong[page] = visitor.tab.evaluate(STRUCK) + visitor.tab.evaluate(HYPHENS)
    assert {page: found for page, found in wrong.items() if found} == {}


def test_every_default_slope_has_its_name(visit: Visit) -> None:
    """Nothing else on that view tells the colours."""
    for options in ({}, PHONE):
        visitor = visit("conventions?view=default+slope", **options)
        names = visitor.tab.locator(".plot .textpoint text")
        expect(names).to_have_text([re.compile(f"^{slope} · ") for slope in ("0.01", "0.2", "0.3")])


def test_side_by_side_stands_one_above_the_other_on_a_phone(visit: Visit) -> None:
    visitor = visit("compare?n=3&layout=side+by+side", **PHONE)
    tops = visitor.tab.locator(".plot .nsewdrag").evaluate_all(
        "(panels) => panels.map((panel) => panel.getBoundingClientRect().top)"
    )
    assert len(set(tops)) == 3
    assert all(content <= room for content, room in visitor.tab.evaluate(WIDTHS))


def test_no_function_makes_the_console_complain(visit: Visit) -> None:
    """The fixture looks at the console and at every request when the visitor leaves."""
    visitor = visit("explore")
    for activation in CATALOG.values():
        visitor.choose("f", activation.label)
        visitor.tab.wait_for_function(
            "(name) => document.querySelector('.plot').ariaLabel.startsWith(name)", arg=activation.label
        )
        expect(visitor.tab.get_by_test_id("stAlert")).to_have_count(0)
