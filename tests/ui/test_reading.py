from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations import CATALOG
from ui.reading import in_order, read_function, read_number, read_option, read_options, read_range

LOW, HIGH, STEP = -20.0, 20.0, 0.5
DEFAULT = (-6.0, 6.0)
TWO_NUMBERS = "`range` takes two numbers, as in `range=-6&range=6`"
LABELS = [activation.label for activation in CATALOG.values()]
RAW = st.lists(
    st.text(max_size=60) | st.floats().map(str) | st.sampled_from(["1_0", " 5 ", "٣", "0x1", "−5"]),
    max_size=4,
)


@given(RAW)
def test_any_number_in_an_address_is_shown_or_complained_of(raw: list[str]) -> None:
    reading = read_number("x", raw, LOW, HIGH, 1.0)
    assert LOW <= reading.shown <= HIGH
    asked = len(raw) == 1 and not reading.complaint
    assert reading.shown == (float(raw[0]) if asked else reading.shown)
    assert bool(reading.complaint) != (not raw or asked)


@given(RAW)
def test_any_range_in_an_address_ends_in_order_and_at_least_a_step_wide(raw: list[str]) -> None:
    low, high = read_range("range", raw, LOW, HIGH, DEFAULT, STEP).shown
    assert LOW <= low < high <= HIGH


@given(RAW)
def test_any_function_in_an_address_is_one_of_the_catalog(raw: list[str]) -> None:
    assert read_function("f", raw, "ReLU", LABELS).shown in {
        activation.label for activation in CATALOG.values()
    }


@pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)
def test_a_label_is_read_in_silence_and_a_name_or_alias_with_a_sentence(activation) -> None:  # type: ignore[no-untyped-def]
    assert not read_function("f", [activation.label], "ReLU", LABELS).complaint
    for spelling in {activation.name, *activation.aliases} - {activation.label}:
        reading = read_function("f", [spelling], "ReLU", LABELS)
        assert reading.shown == activation.label
        assert reading.complaint


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (["elu"], "There is no function called `elu`; shown instead: ELU."),
        (
            ["Sigmiod"],
            "There is no function called `Sigmiod`, but there is Sigmoid, Hard sigmoid, Log-sigmoid; "
            "shown instead: ReLU.",
        ),
        (["?"], "There is no function called `?`; shown instead: ReLU."),
        ([""], "There is no function called (nothing); shown instead: ReLU."),
        (["ELU", "Tanh"], "`f` takes one choice and was given 2; shown instead: Tanh."),
    ],
)
def test_what_is_said_of_a_function(raw: list[str], sentence: str) -> None:
    assert read_function("f", raw, "ReLU", LABELS).complaint == sentence


@pytest.mark.parametrize(
    ("raw", "shown", "sentence"),
    [
        (["0.333"], 0.333, ""),
        (["nan"], 1, "x = `nan` is not a number; shown instead: 1."),
        (["inf"], 1, "x = `inf` is outside −20 to 20; shown instead: 1."),
        (["1e999"], 1, "x = `1e999` is outside −20 to 20; shown instead: 1."),
        (["21"], 1, "x = `21` is outside −20 to 20; shown instead: 1."),
        (["<b>"], 1, "x = `<b>` is not a number; shown instead: 1."),
        ([""], 1, "x = (nothing) is not a number; shown instead: 1."),
        (["2", "3"], 3, "`x` takes one number and was given 2; shown instead: 3."),
    ],
)
def test_what_is_said_of_a_number(raw: list[str], shown: float, sentence: str) -> None:
    reading = read_number("x", raw, LOW, HIGH, 1.0)
    assert (reading.shown, reading.complaint) == (shown, sentence)


@pytest.mark.parametrize(
    ("raw", "shown", "sentence"),
    [
        (["7"], 7, ""),
        (["7.0"], 7, ""),
        (["7.5"], 1, "layers = `7.5` is not a whole number; shown instead: 1."),
        (["20.5"], 1, "layers = `20.5` is outside −20 to 20; shown instead: 1."),
        (["2.5", "3"], 3, "`layers` takes one number and was given 2; shown instead: 3."),
    ],
)
def test_what_is_said_of_a_whole_number(raw: list[str], shown: float, sentence: str) -> None:
    reading = read_number("layers", raw, LOW, HIGH, 1.0, whole=True)
    assert (reading.shown, reading.complaint) == (shown, sentence)


@pytest.mark.parametrize(
    ("raw", "shown", "sentence"),
    [
        (["-3.3", "4"], (-3.3, 4), ""),
        (["5", "-5"], (-5, 5), "`range` had 5 as its low end and −5 as its high; shown instead: −5 to 5."),
        (["5", "5"], (5, 5.5), "`range` from 5 to 5 is narrower than 0.5; shown instead: 5 to 5.5."),
        (["20", "20"], (19.5, 20), "`range` from 20 to 20 is narrower than 0.5; shown instead: 19.5 to 20."),
        (["5"], DEFAULT, f"{TWO_NUMBERS}, and was given 1; shown instead: −6 to 6."),
        (["5,-5"], DEFAULT, f"{TWO_NUMBERS}, and was given 1; shown instead: −6 to 6."),
        (["1", "2", "3"], DEFAULT, f"{TWO_NUMBERS}, and was given 3; shown instead: −6 to 6."),
        (["-3", "99"], DEFAULT, "range = `99` is outside −20 to 20; shown instead: −6 to 6."),
        (["a", "3"], DEFAULT, "range = `a` is not a number; shown instead: −6 to 6."),
    ],
)
def test_what_is_said_of_a_range(raw: list[str], shown: tuple[float, float], sentence: str) -> None:
    reading = read_range("range", raw, LOW, HIGH, DEFAULT, STEP)
    assert (reading.shown, reading.complaint) == (shown, sentence)


def test_what_is_said_of_a_choice() -> None:
    assert read_option("show", ["f"], ("both", "f"), "both").complaint == ""
    assert (
        read_option("show", ["F"], ("both", "f"), "both").complaint
        == "`F` is not a choice of `show`; shown instead: both."
    )
    several = read_options("has", ["odd", "foo", "bar"], ("odd", "even"))
    assert (several.shown, several.complaint) == (
        ("odd",),
        "`foo` is not a choice of `has`; it is left out.",
    )


def test_a_range_in_order_stays_as_it_is() -> None:
    assert in_order((1.0, 1.7), HIGH, STEP) == (1.0, 1.7)
    assert in_order((1.0, 1.2), HIGH, STEP) == in_order((1.0, 1.0), HIGH, STEP) == (1.0, 1.5)
