"""Links in lecture notes stay good: keys, choices, spans and defaults are held against a list."""

from __future__ import annotations

import pytest

from activations import CATALOG
from tests.pages.published import AT_FIRST, LATER, OPTIONS, SLOTS, SPANS, Later, asking_for
from tests.pages.visit import opened, said, state_of
from ui.page import PAGES, spelled


def test_every_page_is_in_the_list() -> None:
    assert list(AT_FIRST) == [page.name for page in PAGES]


@pytest.mark.parametrize("page", AT_FIRST)
def test_what_a_page_shows_at_first(page: str) -> None:
    assert state_of(opened(page)) == AT_FIRST[page]


@pytest.mark.parametrize("later", LATER, ids=str)
def test_what_comes_out_later_has_its_default(later: Later) -> None:
    state = state_of(opened(later.page, **later.asked))
    assert {key: state[key] for key in later.shown} == later.shown
    assert state.keys() - AT_FIRST[later.page].keys() >= later.shown.keys()


@pytest.mark.parametrize(("page", "key"), OPTIONS)
def test_choices_keep_their_names(page: str, key: str) -> None:
    app = opened(page, **asking_for(page, key))
    (control,) = (each for each in [*app.segmented_control, *app.multiselect] if each.key == key)
    assert control.options[: len(OPTIONS[page, key])] == OPTIONS[page, key]


@pytest.mark.parametrize(("page", "key"), SPANS)
def test_sliders_keep_their_spans(page: str, key: str) -> None:
    slider = opened(page, **asking_for(page, key)).slider(key=key)
    assert (slider.min, slider.max, slider.step) == SPANS[page, key]


@pytest.mark.parametrize("page", SLOTS)
@pytest.mark.parametrize("name", CATALOG)
def test_every_function_opens_in_every_slot_with_its_parameters_at_first(page: str, name: str) -> None:
    activation = CATALOG[name]
    app = opened(
        page, **{"n": "5"} if "f5" in SLOTS[page] else {}, **dict.fromkeys(SLOTS[page], activation.label)
    )
    assert said(app) == []
    all_shown = state_of(app)
    for slot in SLOTS[page]:
        assert all_shown[slot] == [activation.label]
        shown = {key: value for key, value in all_shown.items() if key.startswith(f"{slot}_")}
        assert shown == {f"{slot}_{name}_{p.name}": spelled(p.default) for p in activation.parameters}
