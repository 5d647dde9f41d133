"""Softmax's pictures: every slider's family says what the simulation says, regions are the methods' own."""

from __future__ import annotations

import numpy as np
import pytest

from activations.simulations.several_classes import NONE, SEVERAL, SeveralClasses
from activations.simulations.softmax import simulate
from tests.ui.browser import Sent, State
from ui.lessons.softmax import (
    LOGITS,
    Input,
    Words,
    classes_of,
    labels,
    probabilities,
    regions,
)

WORDS = Words("{p1}", "<b></b>", "title", ("Class",), (("x", "y"), ("x", "y")), tuple("ABCDE"))
BUDGET = 500 * 1024
FIVE = Input(tuple(z.default for z in LOGITS))
GIVEN = (FIVE, FIVE._replace(temperature=0.3), Input((0.4, 2.0, 5.0), shift=700.0), Input((-10.0, 10.0)))


def words_for(given: Input) -> Words:
    return WORDS._replace(names=tuple(map(str, range(1, len(given.logits) + 1))))


def named(result: SeveralClasses) -> Words:
    return WORDS._replace(names=WORDS.names[: len(np.unique(result.labels))])


def at(given: Input, key: str, value: float) -> Input:
    """The input when one slider stands elsewhere."""
    if not key.startswith("z"):
        return given._replace(**{key: value})
    place = int(key[1:]) - 1
    return given._replace(logits=(*given.logits[:place], value, *given.logits[place + 1 :]))


def heights(state: State, trace: int) -> np.ndarray:
    """How high the bars of a trace stand."""
    return state.lines[trace]["y"].reshape(-1, 6)[:, 1]


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_every_position_of_every_slider_shows_its_own_softmax(given: Input) -> None:
    sent = Sent(probabilities(given, words_for(given)))
    keys = [family["key"] for family in sent.data["families"] if family["key"]]
    assert keys == [f"z{k}" for k, _z in enumerate(given.logits, 1)] + ["temperature", "shift"]
    for state in sent.states:
        if not state.key:
            continue
        here = at(given, state.key, state.value)
        result = simulate(here.logits, temperature=here.temperature, shift=here.shift)
        bars, values, typed, heat = state.lines
        np.testing.assert_allclose(heights(state, bars), result.probabilities, atol=1e-6)
        np.testing.assert_allclose(state.lines[values]["y"], result.probabilities, atol=1e-6)
        np.testing.assert_allclose(state.lines[typed]["y"], result.naive, atol=1e-6)
        np.testing.assert_allclose(state.lines[heat]["z"], result.jacobian.ravel(), atol=1e-6)


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_the_words_say_each_probability_loss_and_slope(given: Input) -> None:
    for family in Sent(probabilities(given, words_for(given))).data["families"]:
        for row, value in enumerate(family["values"] if family["key"] else ()):
            here = at(given, family["key"], value)
            result = simulate(here.logits, temperature=here.temperature, shift=here.shift)
            for k in range(1, len(given.logits) + 1):
                said = [family["says"][f"{letter}{k}"][row] for letter in "pnlg"]
                parts = (result.probabilities, result.naive, result.losses, np.diag(result.gradients))
                shown = [float(each) for each in said]
                assert shown == pytest.approx([part[k - 1] for part in parts], rel=1e-9, nan_ok=True)


def test_at_1000_the_diamonds_are_gone_and_the_bars_are_not() -> None:
    given = Input((0.4, 2.0, 5.0))
    sent = Sent(probabilities(given, words_for(given)))
    (state,) = (state for state in sent.states if (state.key, state.value) == ("shift", 1000.0))
    bars, _values, typed, _heat = state.lines
    assert np.isnan(state.lines[typed]["y"]).all()
    assert heights(state, bars) == pytest.approx([0.00948431, 0.04697607, 0.94353962], abs=1e-7)


def test_labels_stand_beside_softmax() -> None:
    for state in Sent(labels(FIVE, WORDS)).states:
        if state.key:
            result = simulate(at(FIVE, state.key, state.value).logits)
            together, _first, separate, _second = state.lines
            np.testing.assert_allclose(heights(state, together), result.probabilities, atol=1e-6)
            np.testing.assert_allclose(heights(state, separate), result.separate, atol=1e-6)


def test_a_value_between_two_steps_is_one_more_position() -> None:
    given = Input((0.41, 2.0))
    families = Sent(probabilities(given, words_for(given))).data["families"]
    (z1,) = (family["values"] for family in families if family["key"] == "z1")
    assert len(z1) == 102
    assert 0.41 in z1 and z1 == sorted(z1)


@pytest.mark.parametrize("method", ["one against one", "one against the rest", "many against many"])
@pytest.mark.parametrize(("classes", "data"), [(2, "row"), (3, "pinwheel"), (4, "ring"), (5, "ring")])
def test_the_map_is_what_the_method_claims_and_crosses_stand_where_several_do(
    classes: int, data: str, method: str
) -> None:
    result = classes_of(classes, data, 0.5, 0)
    sent = Sent(regions(result, method, named(result)))
    (state,) = sent.states
    lines = state.lines
    maps = [trace for trace in lines if sent.traces[trace]["type"] == "heatmap"]
    for trace, name in zip(maps, (method, "softmax"), strict=True):
        claimed = result.decisions[name].claimed.ravel()
        np.testing.assert_array_equal(lines[trace]["z"], np.where(claimed == SEVERAL, NONE, claimed))
        crosses = lines[trace + 1]
        columns, rows = (np.abs(result.axis[:, None] - crosses[axis]).argmin(axis=0) for axis in "xy")
        assert (result.decisions[name].claimed[rows, columns] == SEVERAL).all()
        assert len(rows) or (claimed == SEVERAL).sum() < 20


@pytest.mark.parametrize("method", ["one against one", "one against the rest", "many against many"])
def test_each_classifiers_line_is_where_its_score_is_0(method: str) -> None:
    result = classes_of(4, "ring", 0.5, 0)
    decision = result.decisions[method]
    sent = Sent(regions(result, method, named(result)))
    (state,) = sent.states
    drawn = [state.lines[number] for number, trace in enumerate(sent.traces) if trace.get("mode") == "lines"]
    assert len(drawn) == len(decision.classifiers)
    for line, (w1, w2, b) in zip(drawn, decision.weights, strict=True):
        np.testing.assert_allclose((w1 * line["x"] + w2 * line["y"] + b) / np.hypot(w1, w2), 0.0, atol=1e-5)


def test_every_class_has_its_own_colour_and_shape() -> None:
    sent = Sent(regions(classes_of(5, "ring", 0.5, 0), "one against one", WORDS))
    (state,) = sent.states
    looks = [
        (trace["meta"]["colour"], trace["marker"]["symbol"])
        for number, trace in enumerate(sent.traces)
        if number in state.lines and len(state.lines[number].get("x", ())) == 40
    ]
    assert len(looks) == 10
    assert len(set(looks)) == len({symbol for _colour, symbol in looks}) == 5


def test_pictures_fit_the_wire() -> None:
    for picture in (
        probabilities(FIVE._replace(temperature=0.111, shift=1.5), WORDS),
        labels(FIVE, WORDS),
        regions(classes_of(5, "pinwheel", 1.5, 1), "one against one", WORDS),
    ):
        assert len(Sent(picture).text) < BUDGET


def test_the_same_input_is_not_drawn_twice() -> None:
    assert probabilities(FIVE, WORDS) is probabilities(FIVE, WORDS)
    assert classes_of(3, "row", 0.5, 1) is classes_of(3, "row", 0.5, 1)
