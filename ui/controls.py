"""Every control of the app: a widget that lives in the address, and says so where the address was wrong.

Streamlit drops without a word what it cannot use of an address, and takes a range whose ends are reversed.
So a control reads its part of the address first, puts it right where it is wrong, and starts the run again.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from activations import CATALOG, get
from activations.core import Activation, Parameter, number, simple_fraction
from activations.expression import ExpressionError
from activations.your_function import LABEL, function_of
from ui.page import complain, spelled
from ui.reading import (
    Range,
    Reading,
    Value,
    in_order,
    pointed_at,
    read_function,
    read_instead,
    read_number,
    read_option,
    read_options,
    read_range,
)
from ui.sampling import PROBES, Curve, Parameters
from ui.spans import FIRST_PROBE, FIRST_RANGE, PROBE_STEP, RANGE_STEP, REACH
from ui.text import _

FIRST_EXPRESSION = "x * sigmoid(a*x)"
"""What stands where a visitor may type a function, at first."""

LONGEST_NAME = 20


@dataclass(frozen=True)
class Choice:
    """A function picked on a page, with its parameters' values and the keys of their sliders.

    ``expression`` is what the visitor typed, if the function is theirs.
    """

    activation: Activation
    parameters: dict[str, float]
    keys: dict[str, str]
    expression: str = ""

    @property
    def function(self) -> tuple[Activation, Parameters]:
        """The function and its parameters' values, as caches take them."""
        return self.activation, tuple(self.parameters.items())

    @property
    def template(self) -> str:
        """The function's label, or what was typed, with its parameters.

        For each value it has a placeholder by the slider's key.
        """
        settings = [f"{p.symbol} = {{{self.keys[p.name]}}}" for p in self.activation.parameters]
        return ", ".join((shortened(self.expression) or self.activation.label, *settings))

    @property
    def name(self) -> str:
        """The function's label, or what was typed, with its parameters' values."""
        return self.template.format(
            **{self.keys[name]: number(value) for name, value in self.parameters.items()}
        )

    def address_in(self, slot: str) -> dict[str, object]:
        """What an address says to show this choice in a slot, of this page or another."""
        keys = slider_keys(slot, self.activation)
        address: dict[str, object] = {slot: self.activation.label}
        if self.expression:
            address[expression_key(slot)] = self.expression
        return address | {keys[name]: value for name, value in self.parameters.items()}


def shortened(expression: str) -> str:
    """An expression's beginning as a name, without braces: in a template they would be a placeholder."""
    plain = " ".join(expression.split()).replace("{", "(").replace("}", ")")
    return plain if len(plain) <= LONGEST_NAME else f"{plain[: LONGEST_NAME - 1].rstrip()}…"


def slider_keys(slot: str, activation: Activation) -> dict[str, str]:
    """The key of each parameter's slider, by the parameter's name."""
    return {p.name: f"{slot}_{activation.name}_{p.name}" for p in activation.parameters}


def expression_key(slot: str) -> str:
    """The key of the field in which a visitor types the function of a slot."""
    return f"{slot}_expression"


def pick(slot: str, default_label: str, label: str | None = None, own: bool = False) -> Choice:
    """Lets the visitor pick a function, their own if that is offered, and set its parameters."""
    chosen = pick_label(slot, default_label, label, own)
    activation, expression = type_function(expression_key(slot)) if chosen == LABEL else (get(chosen), "")
    return shaped(activation, slider_keys(slot, activation), expression)


def pick_label(slot: str, default_label: str, label: str | None = None, own: bool = False) -> str:
    """Lets the visitor pick a function by its label; its parameters are set elsewhere."""
    labels = [activation.label for activation in CATALOG.values()]
    if own:
        labels.append(LABEL)
    reading = read_function(slot, as_given(slot), default_label, labels)
    put_right(slot, reading, default_label)
    chosen = st.selectbox(
        label or _("Function"),
        labels,
        index=labels.index(default_label),
        key=slot,
        bind="query-params",
        persist_state="session",
    )
    own_up(slot, reading, chosen)
    return chosen


def type_function(key: str) -> tuple[Activation, str]:
    """Lets the visitor type a function in x and a, b, c; one that makes no sense stays in its field.

    The function, and what was typed for it.
    """
    typed = st.text_input(
        _("f(x) ="),
        FIRST_EXPRESSION,
        key=key,
        bind="query-params",
        persist_state="session",
        help=_("In x and the parameters a, b, c; such as {example}.").format(example="`a*x*exp(-x^2)`"),
    )
    try:
        return function_of(typed), typed
    except ExpressionError as refused:
        complain(read_instead(refused, FIRST_EXPRESSION))
        st.html(pointed_at(typed, refused.place))
        return function_of(FIRST_EXPRESSION), FIRST_EXPRESSION


def shaped(activation: Activation, keys: dict[str, str], expression: str = "") -> Choice:
    """A function with a slider for each of its parameters."""
    values = {
        parameter.name: set_parameter(parameter, keys[parameter.name]) for parameter in activation.parameters
    }
    return Choice(activation, values, keys, expression)


def curve_of(choice: Choice, x: float, at_kink: float | None = None, among: int = 1) -> Curve:
    """What a chart of so many curves draws of one; a probe between two steps needs a point of its own."""
    between_steps = None if x in PROBES else x
    return Curve(choice.activation, choice.parameters, choice.keys, at_kink, between_steps, among)


def present(choices: Sequence[Choice], ends: Range, x: float) -> dict[str, tuple[float, ...]]:
    """Where the sliders of a page stand, by their keys."""
    sliders = {choice.keys[name]: (value,) for choice in choices for name, value in choice.parameters.items()}
    return sliders | {"range": ends, "x": (x,)}


def set_parameter(parameter: Parameter, key: str) -> float:
    """A slider for a parameter, and a button that draws one where that is where its value comes from."""
    label = f"{parameter.symbol} · {_(parameter.meaning)}" if parameter.meaning else parameter.symbol
    value = turn(parameter, label, key)
    if parameter.drawn_from:
        st.button(
            _("Draw {symbol} at random").format(symbol=parameter.symbol),
            key=f"{key}_draw",
            on_click=_draw,
            args=(key, [position for position in parameter.positions if position in parameter.drawn_from]),
        )
    return value


def input_range() -> Range:
    """Lets the visitor set the inputs that are drawn, from low to high."""
    key = "range"
    stored = st.session_state.get(key)
    if stored is not None and stored != in_order(stored, REACH, RANGE_STEP):
        st.session_state[key] = in_order(stored, REACH, RANGE_STEP)
        st.session_state[_memory(key)] = [str(end) for end in stored]
    reading = read_range(key, as_given(key), -REACH, REACH, FIRST_RANGE, RANGE_STEP)
    put_right(key, reading, FIRST_RANGE)
    ends = st.slider(
        _("Input range"),
        -REACH,
        REACH,
        FIRST_RANGE,
        RANGE_STEP,
        format=_format(RANGE_STEP),
        key=key,
        bind="query-params",
        persist_state="session",
    )
    if ends != in_order(ends, REACH, RANGE_STEP):
        st.rerun()
    own_up(key, reading, ends)
    return ends


def probe() -> float:
    """Lets the visitor move the input at which the numbers are read."""
    return slide("x", _("Probe x"), -REACH, REACH, FIRST_PROBE, PROBE_STEP)


def slide(
    key: str, label: str, low: float, high: float, default: float, step: float, whole: bool = False
) -> float:
    """A slider for one number; at a position of the slider it is free of the browser's rounding."""
    reading = read_number(key, as_given(key), low, high, default, whole)
    put_right(key, reading, default)
    value = st.slider(
        label,
        low,
        high,
        default,
        step,
        format=_format(step),
        key=key,
        bind="query-params",
        persist_state="session",
    )
    own_up(key, reading, value)
    position = float(simple_fraction(low) + round((value - low) / step) * simple_fraction(step))
    return position if math.isclose(position, value, abs_tol=1e-9) else value


def turn(parameter: Parameter, label: str = "", key: str = "") -> float:
    """A slider for a parameter, named after it where nothing else is said."""
    low, high, default = parameter.low, parameter.high, parameter.default
    return slide(key or parameter.name, label or parameter.symbol, low, high, default, parameter.step)


def count(key: str, label: str, low: int, high: int, default: int) -> int:
    """A slider for a whole number."""
    return int(slide(key, label, float(low), float(high), float(default), 1.0, whole=True))


def choose_seed(default: int = 0) -> int:
    """Which of a hundred random draws is shown."""
    return count("seed", _("Seed"), 0, 99, default)


def choose(key: str, label: str, options: Sequence[str], default: str | None = None) -> str:
    """One of a few options; they stand in the address as they are, so a translation is shown beside.

    Who sends none of them, as no browser does, gets the default.
    """
    first = options[0] if default is None else default
    reading = read_option(key, as_given(key), options, first)
    put_right(key, reading, first)
    given = st.segmented_control(
        label, options, default=first, required=True, key=key, bind="query-params", persist_state="session"
    )
    chosen = given or first
    own_up(key, reading, chosen)
    translate(options)
    return chosen


def choose_several(key: str, label: str, options: Sequence[str], width: int) -> tuple[str, ...]:
    """Any number of many options, none at first, in a list so many pixels wide."""
    reading = read_options(key, as_given(key), options)
    put_right(key, reading, ())
    chosen = st.multiselect(
        label,
        options,
        key=key,
        bind="query-params",
        persist_state="session",
        placeholder=label,
        label_visibility="collapsed",
        filter_mode="contains",
        select_all=False,
        wrap=True,
        width=width,
    )
    own_up(key, reading, tuple(chosen))
    translate(chosen)
    return tuple(chosen)


def translate(options: Sequence[str]) -> None:
    """Says what options are in the visitor's language, where that is not as they stand in the address."""
    translated = [f"{option}: {_(option)}" for option in options if _(option) != option]
    if translated:
        st.caption(" · ".join(translated))


def as_given(key: str) -> list[str]:
    """What the address said of a key when the control was first drawn."""
    given: list[str] = st.session_state.setdefault(_memory(key), st.query_params.get_all(key))
    return given


def put_right(key: str, reading: Reading[Value], default: Value) -> None:
    """Writes into a wrong address what is shown instead, while it is not yet its widget's to write."""
    if key in st.session_state or not reading.complaint:
        return
    right = [] if reading.shown == default else spelled(reading.shown)
    if st.query_params.get_all(key) == right:
        return
    if right:
        st.query_params[key] = right
    else:
        del st.query_params[key]
    st.rerun()


def own_up(key: str, reading: Reading[Value], value: Value) -> None:
    """Complains of the address for as long as what was shown instead is still shown."""
    if reading.complaint and value == reading.shown:
        complain(reading.complaint)
    else:
        st.session_state[_memory(key)] = []


def _memory(key: str) -> str:
    return f"{key} as given"


def _draw(key: str, positions: Sequence[float]) -> None:
    st.session_state[key] = random.choice(positions)


def _format(step: float) -> str:
    """Enough decimals to tell the positions apart, four at most."""
    decimals = next((count for count in range(4) if math.isclose(step, round(step, count))), 4)
    return f"%.{decimals}f"
