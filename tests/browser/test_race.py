"""The race is played in the browser: to its end, step by step, back, and at any speed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor


@pytest.fixture
def race(visit: Visit) -> Visitor:
    return visit("step_race")


def button(race: Visitor, name: str) -> Locator:
    return race.tab.locator(".player").get_by_role("button", name=name, exact=True)


def test_both_results_are_text_before_anything_is_played(race: Visitor) -> None:
    assert race.state["step"] == "0"
    expect(race.tab.locator(".stMain")).to_contain_text("Sigmoid needs 67 steps. ReLU needs 2 steps.")


def test_played_to_its_end_it_shows_67_and_2(race: Visitor) -> None:
    sent = race.wire.sent
    race.tab.evaluate(
        """() => { const plot = document.querySelector(".plot"); window.steps = [];
        new MutationObserver(() => steps.push(Number(JSON.parse(plot.dataset.state).n1)))
          .observe(plot, { attributeFilter: ["data-state"] }); }"""
    )
    before = race.picture[1]
    race.tab.get_by_label("Speed").select_option("4")
    button(race, "Play").click()
    race.shows(n1="67", v1="0.499091", n2="2", v2="0.5")
    expect(button(race, "Play")).to_be_visible()
    cells = race.tab.locator(".live .caption tbody tr")
    expect(cells.nth(0)).to_contain_text("67")
    expect(cells.nth(1)).to_contain_text("0.5")
    steps = race.tab.evaluate("steps")
    assert steps == sorted(steps) and len(steps) > 5
    assert race.picture[1] != before
    assert race.wire.sent == sent
    button(race, "Play").click()
    race.tab.wait_for_function("() => steps.at(-1) < 60", arg=None)


def test_steps_forward_back_and_to_the_start(race: Visitor) -> None:
    button(race, "One step forward").click()
    race.shows(v1="0.898368", z2="0.7", v2="0.7")
    for _ in range(2):
        button(race, "One step forward").click()
    race.shows(step="3", n1="3", n2="2")
    button(race, "One step back").click()
    race.shows(n1="2", n2="2")
    button(race, "Back to the start").click()
    race.shows(n1="0", z1="2.197225", v1="0.9", n2="0", z2="0.9")
    button(race, "One step back").click()
    race.shows(n1="0")
    button(race, "Play").focus()
    race.tab.keyboard.press("ArrowRight")
    race.tab.keyboard.press("ArrowRight")
    race.shows(n1="2")
    race.tab.keyboard.press("ArrowLeft")
    race.shows(n1="1")


def test_scrubbing_by_mouse_and_by_keyboard(race: Visitor) -> None:
    sent = race.wire.sent
    scrub = race.tab.get_by_role("slider", name="Step", exact=True)
    box = scrub.bounding_box()
    assert box
    scrub.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    middle = int(race.state["step"])
    assert 30 <= middle <= 37
    scrub.press("ArrowRight")
    race.shows(step=str(middle + 1), n2="2")
    scrub.press("End")
    race.shows(step="67")
    scrub.press("Home")
    race.shows(step="0")
    assert race.wire.sent == sent


def test_it_pauses_and_goes_on(race: Visitor) -> None:
    button(race, "Play").click()
    race.tab.wait_for_function(
        "() => Number(JSON.parse(document.querySelector('.plot').dataset.state).n1) >= 3"
    )
    button(race, "Pause").click()
    state, drawing = race.picture
    assert 3 <= int(state["n1"]) < 67
    assert race.picture == (state, drawing)
    button(race, "Play").click()
    race.tab.wait_for_function(
        "(step) => Number(JSON.parse(document.querySelector('.plot').dataset.state).n1) > step",
        arg=int(state["n1"]),
    )


def test_speed_is_speed(race: Visitor) -> None:
    """Frames a second at 4× against ½×, timed in the browser."""
    times = []
    for speed in ("0.5", "4"):
        race.tab.get_by_label("Speed").select_option(speed)
        button(race, "Back to the start").click()
        times.append(
            race.tab.evaluate(
                """() => new Promise((done) => {
                  const plot = document.querySelector(".plot");
                  const start = performance.now();
                  new MutationObserver((_, watch) => {
                    if (Number(JSON.parse(plot.dataset.state).n1) < 6) return;
                    watch.disconnect();
                    done(performance.now() - start);
                  }).observe(plot, { attributeFilter: ["data-state"] });
                  document.querySelector(".play").click();
                })"""
            )
        )
        button(race, "Pause").click()
    assert times[0] == pytest.approx(6 / 5 * 1000, rel=0.35)
    assert times[1] < times[0] / 3


def test_a_function_that_cannot_take_part_says_why(visit: Visit) -> None:
    stuck = visit("step_race?f1=Binary+step")
    expect(stuck.tab.locator(".stMain")).to_contain_text("Binary step cannot take part")
    expect(stuck.tab.locator(".stMain")).to_contain_text("ReLU needs 2 steps")
