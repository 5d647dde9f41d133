"""What a page shows is in its address: copied, gone back to, or wrong, it opens the picture it stands for."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from activations import get
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.second_language import CODE, TITLE, with_a_second_language
from tests.server import running_app

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def copied_link(visitor: Visitor) -> str:
    context: BrowserContext = visitor.tab.context
    context.grant_permissions(CLIPBOARD)
    visitor.tab.bring_to_front()
    visitor.tab.get_by_role("button", name="Copy link").click()
    expect(visitor.tab.locator(".live .message")).to_have_text("Link copied.")
    return str(visitor.tab.evaluate("() => navigator.clipboard.readText()"))


def assert_opens_elsewhere(visitor: Visitor, visit: Visit) -> Visitor:
    link = copied_link(visitor)
    assert link.startswith(visitor.address)
    elsewhere = visit(link.removeprefix(visitor.address), locale="en-US")
    assert elsewhere.picture == visitor.picture
    assert elsewhere.controls == visitor.controls
    return elsewhere


def test_a_copied_link_to_explore(visit: Visit) -> None:
    visitor = visit("explore").choose("f", "ELU")
    visitor.press("f_elu_alpha", "ArrowRight", times=2).press("x", "ArrowLeft", times=2)
    visitor.press("range", "ArrowRight", times=2).press("range", "ArrowLeft", end=1)
    visitor.choose("show", "f′").shows(f_elu_alpha=1.1, x=0.8, low=-5, high=5.5)
    elsewhere = assert_opens_elsewhere(visitor, visit)
    assert elsewhere.controls["f"] == "ELU"
    assert elsewhere.controls["show"] == "f′"
    assert elsewhere.controls["range"] == "-5 5.5"


def test_a_copied_link_to_one_function_at_two_slopes(visit: Visit) -> None:
    visitor = visit("compare").choose("n", "3").choose("f1", "ELU").choose("f2", "ELU")
    visitor.press("f1_elu_alpha", "ArrowLeft").press("f2_elu_alpha", "ArrowRight")
    visitor.press("x", "ArrowLeft").choose("layout", "side by side")
    visitor.shows(f1_elu_alpha=0.95, f2_elu_alpha=1.05, x=0.9, f3=0.9)
    elsewhere = assert_opens_elsewhere(visitor, visit)
    assert elsewhere.controls["n"] == "3"
    assert elsewhere.controls["layout"] == "side by side"


def test_a_copied_link_to_a_race(visit: Visit) -> None:
    visitor = visit("step_race").choose("f2", "Tanh").press("rate", "ArrowLeft", times=2)
    visitor.press("goal", "ArrowRight").choose("rule", "within").shows(n1="0", v2="0.9")
    elsewhere = assert_opens_elsewhere(visitor, visit)
    assert elsewhere.controls["goal"] == "0.51"
    assert elsewhere.controls["within"] == "0.001"


def test_where_the_clipboard_is_closed_the_link_can_be_copied_by_hand(visit: Visit) -> None:
    visitor = visit("explore?f=ELU", locale="en-US")
    visitor.tab.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    visitor.tab.get_by_role("button", name="Copy link").click()
    field = visitor.tab.get_by_label("Copy this link:")
    expect(field).to_have_value(visitor.tab.url)
    expect(field).to_be_focused()


def test_code_is_copied_as_it_runs_with_the_present_parameters(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&f_elu_alpha=1.5")
    visitor.tab.context.grant_permissions(CLIPBOARD)
    visitor.tab.bring_to_front()
    torch = visitor.tab.locator(".snippets section", has_text="PyTorch")
    torch.get_by_role("button", name="Copy").click()
    expect(torch.get_by_role("button")).to_have_text("Copied")
    spelling = next(each for each in get("elu").spellings if each.framework == "PyTorch")
    assert visitor.tab.evaluate("() => navigator.clipboard.readText()") == spelling.code.format(alpha=1.5)


def test_back_and_forward_bring_back_the_exact_pictures(visit: Visit) -> None:
    visitor = visit("explore").choose("f", "ELU").press("f_elu_alpha", "ArrowRight", times=2)
    visitor.press("range", "ArrowLeft", end=1).shows(f_elu_alpha=1.1, high=5.5)
    visits = [what_is_seen(visitor)]
    for link in (
        experiment(visitor, 2),
        visitor.tab.locator("nav.pages").get_by_role("link", name="Compare"),
        experiment(visitor, 3),
        visitor.tab.locator("nav.pages").get_by_role("link", name="Step race"),
    ):
        visits.append(what_is_seen(visitor.follow(link)))
    pictures = [picture for _address, picture, _controls in visits]
    assert all(one != other for one, other in pairwise(pictures))
    for seen in reversed(visits[:-1]):
        assert what_is_seen(visitor.back()) == seen
    for seen in visits[1:]:
        assert what_is_seen(visitor.forward()) == seen


def what_is_seen(visitor: Visitor) -> tuple[str, object, dict[str, str]]:
    return visitor.tab.url, visitor.picture, visitor.controls


def experiment(visitor: Visitor, place: int) -> Locator:
    """A *Try this* link, counted from one."""
    return visitor.tab.locator(".prose li a").nth(place - 1)


def test_the_gallery_opens_each_function(visit: Visit) -> None:
    visitor = visit()
    visitor.follow(visitor.tab.locator(".card", has_text="Leaky ReLU").first).shows(f_leaky_relu_alpha=0.01)
    assert visitor.controls["f"] == "Leaky ReLU"
    visitor.tab.go_back()
    expect(visitor.tab.locator(".card").first).to_be_visible()


def test_the_search_finds(visit: Visit) -> None:
    visitor = visit()
    with visitor.rerun():
        visitor.tab.get_by_label("Search").fill("relu")
        visitor.tab.keyboard.press("Enter")
    expect(visitor.tab.locator(".card:not(.room)", has_text="Sigmoid")).to_have_count(0)
    expect(visitor.tab.locator(".card:not(.room)", has_text="Leaky ReLU")).to_have_count(1)


@pytest.mark.parametrize(
    ("link", "said", "state", "key", "end"),
    [
        pytest.param(
            "explore?f=ELU&f_elu_alpha=nan", "nan", {"f_elu_alpha": 1}, "f_elu_alpha", 0, id="alpha is nan"
        ),
        pytest.param(
            "explore?range=5&range=-5", "5", {"low": -5, "high": 5}, "range", 0, id="range reversed"
        ),
        pytest.param("explore?x=99", "99", {"x": 1}, "x", 0, id="probe outside"),
        pytest.param(
            "compare?f1=ELU&f1_elu_alpha=1e999", "1e999", {"f1_elu_alpha": 1}, "f1_elu_alpha", 0, id="1e999"
        ),
        pytest.param("step_race?rate=-3", "-3", {"n1": "0"}, "rate", 0, id="rate below its slider"),
    ],
)
def test_a_bad_address_is_owned_up_to_until_the_control_is_moved(
    visit: Visit, link: str, said: str, state: dict[str, object], key: str, end: int
) -> None:
    visitor = visit(link).shows(**state)
    alert = visitor.tab.get_by_test_id("stAlert")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text(said)
    expect(alert).to_contain_text("shown instead")
    drawn = visitor.picture[1]
    assert len(drawn) > 10
    visitor.press(key, "ArrowRight", end=end)
    expect(alert).to_have_count(0)


def test_an_unknown_function_is_owned_up_to_until_one_is_picked(visit: Visit) -> None:
    visitor = visit("explore?f=Nonsense").shows(f=1, d=1)
    assert visitor.controls["f"] == "ReLU"
    alert = visitor.tab.get_by_test_id("stAlert")
    expect(alert).to_contain_text("There is no function called Nonsense")
    expect(alert).to_contain_text("shown instead: ReLU.")
    visitor.choose("f", "Tanh").shows(f=0.7615942)
    expect(alert).to_have_count(0)


def test_a_value_between_two_steps_is_shown(visit: Visit) -> None:
    visitor = visit("explore?f=ELU&f_elu_alpha=1.333&x=-1.234&range=-3.3&range=4.2")
    visitor.shows(f_elu_alpha=1.333, x=-1.234, f=-0.9449294, low=-3.3, high=4.2)
    assert visitor.axes["x"] == [-3.3, 4.2]
    expect(visitor.tab.get_by_test_id("stAlert")).to_have_count(0)
    expect(visitor.tab.locator(".live .caption")).to_contain_text("−1.234")
    visitor.press("f_elu_alpha", "ArrowRight")
    assert visitor.state["f_elu_alpha"] > 1.333


def test_embedded_a_page_is_without_streamlits_header_and_its_links_stay_so(visit: Visit) -> None:
    look = "embed=true&embed_options=dark_theme&embed_options=disable_scrolling"
    visitor = visit(f"explore?{look}&f=ELU").shows(f_elu_alpha=1)
    expect(visitor.tab.locator("[data-testid=stToolbar], [data-testid=stMainMenu]")).to_have_count(0)
    visitor.follow(experiment(visitor, 1))
    assert look in visitor.tab.url
    assert visitor.controls["f"] == "ReLU"


def test_another_language_shows_the_page_as_it_was_moved(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.server.ROOT", with_a_second_language(tmp_path))
    with running_app() as address:
        visitor = visit("explore", at=address, locale="en-US").choose("f", "ELU")
        visitor.press("f_elu_alpha", "ArrowRight", times=2)
        visitor.follow(visitor.tab.locator("nav.languages").get_by_role("link", name=CODE))
        expect(visitor.tab.get_by_role("heading", level=1)).to_have_text(TITLE)
        visitor.shows(f_elu_alpha=1.1).tab.close()


def test_an_unknown_page_is_the_front_door(visit: Visit) -> None:
    visitor = visit("no_such_page")
    expect(visitor.tab.get_by_role("heading", level=1)).to_have_text("Activation functions")
    expect(visitor.tab.locator(".card").first).to_be_visible()
    assert [error for error in visitor.errors if "does not seem to exist" not in error] == []
    visitor.errors.clear()
