"""Explore by keyboard alone, and what a screen reader is told of it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

STOP = """() => {
  const at = document.activeElement;
  const control = at.closest("[class*=st-key-]");
  return {
    key: control ? control.className.match(/st-key-(\\S+)/)[1] : "",
    role: at.getAttribute("role") ?? (at.type === "range" ? "slider" : at.tagName.toLowerCase()),
    name: at.ariaLabel || at.textContent.trim() || at.labels?.[0]?.textContent || at.title,
    main: Boolean(at.closest(".stMain")),
  };
}"""
AROUND = """() => {
  let at = document.activeElement;
  while (at.getBoundingClientRect().width < 12 || getComputedStyle(at).opacity === "0") at = at.parentElement;
  const { x, y, width, height } = at.getBoundingClientRect();
  return { x: Math.max(x - 6, 0), y: Math.max(y - 6, 0), width: width + 12, height: height + 12 };
}"""
MOST_STOPS = 80


def test_tab_reaches_every_control_and_focus_is_seen(visit: Visit) -> None:
    visitor = visit("explore?f=ELU")
    stops = []
    unseen = []
    for _ in range(MOST_STOPS):
        visitor.tab.keyboard.press("Tab")
        stop = visitor.tab.evaluate(STOP)
        if not stop["main"]:
            continue
        stops.append(stop)
        if not focus_is_seen(visitor):
            unseen.append(stop)
        if stop["name"] == "CSV":
            break
    keys = [stop["key"] for stop in stops]
    assert [key for key in ("f", "f_elu_alpha", "range", "x", "show", "layout") if key not in keys] == []
    assert keys.count("range") == 2
    assert [stop for stop in stops if not stop["name"]] == []
    assert {"Copy link", "SVG", "PNG", "CSV"} <= {stop["name"] for stop in stops if stop["role"] == "button"}
    assert unseen == []


def focus_is_seen(visitor: Visitor) -> bool:
    """Whether the place looks different when the focus is taken away."""
    clip = visitor.tab.evaluate(AROUND)
    focused = visitor.tab.screenshot(clip=clip, animations="disabled")
    visitor.tab.evaluate("() => { window.at = document.activeElement; at.blur(); }")
    blurred = visitor.tab.screenshot(clip=clip, animations="disabled")
    visitor.tab.evaluate("() => at.focus()")
    return focused != blurred


def test_arrow_keys_change_the_picture(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&x=-1")
    for key, end, words in (
        ("f_elu_alpha", 0, {"f_elu_alpha": 1.05}),
        ("range", 0, {"low": -5.5}),
        ("range", 1, {"high": 6.5}),
        ("x", 0, {"x": -0.9}),
    ):
        before = visitor.picture
        visitor.press(key, "ArrowRight", end=end).shows(**words)
        assert visitor.picture[1] != before[1]


def test_a_function_and_a_choice_are_picked_by_keyboard(visit: Visit) -> None:
    visitor = visit("explore")
    visitor.tab.locator(".st-key-f input").focus()
    visitor.tab.keyboard.press("ControlOrMeta+a")
    visitor.tab.keyboard.type("Tanh")
    with visitor.rerun():
        visitor.tab.keyboard.press("Enter")
    visitor.shows(f=0.7615942)
    both = visitor.picture[1]
    visitor.tab.locator(".st-key-show").get_by_role("radio", checked=True).focus()
    visitor.tab.keyboard.press("ArrowLeft")
    with visitor.rerun():
        visitor.tab.keyboard.press("Space")
    assert visitor.controls["show"] == "f′"
    assert visitor.picture[1] != both


def test_the_picture_is_told_in_words_that_follow_it(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&x=-1")
    words = "ELU, α = 1 and its slope for inputs from −6 to 6. At x = −1: f = −0.6321, f′ = 0.3679."
    expect(visitor.tab.get_by_role("img", name=words)).to_be_visible()
    visitor.press("x", "ArrowRight")
    expect(visitor.plot).to_have_attribute(
        "aria-label", words.replace("x = −1: f = −0.6321, f′ = 0.3679", "x = −0.9: f = −0.5934, f′ = 0.4066")
    )


def test_a_table_wider_than_the_screen_is_scrolled_by_keyboard(visit: Visit) -> None:
    visitor = visit("saturation", viewport={"width": 390, "height": 844})
    table = visitor.tab.get_by_role("region", name="Saturated left, Saturated right")
    table.focus()
    visitor.tab.keyboard.press("ArrowRight")
    visitor.tab.wait_for_function("() => document.activeElement.scrollLeft > 0")


def test_no_words_for_a_figure_carry_markup(visit: Visit) -> None:
    for page in ("explore", "compare", "step_race"):
        words = visit(page).plot.get_attribute("aria-label") or ""
        assert words and not set("*`{}<>") & set(words)


def test_every_button_of_the_player_has_a_name(visit: Visit) -> None:
    player = visit("step_race").tab.get_by_role("group", name="Replay")
    names = player.get_by_role("button").evaluate_all(
        "(all) => all.map((each) => each.ariaLabel ?? each.textContent)"
    )
    assert names == ["Play", "Back to the start", "One step back", "One step forward"]
    expect(player.get_by_role("slider", name="Step")).to_be_visible()
    expect(player.get_by_label("Speed")).to_be_visible()
