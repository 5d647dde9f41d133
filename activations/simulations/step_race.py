"""The step race: descend on a function's own value and count the steps from start to goal.

Document 002 lets sigmoid and ReLU run from 0.9 to 0.5: 67 steps against 2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from activations.core import Activation, Array, evaluate, number, read_only, union, whole
from activations.sentences import Refusal, Sentence

Rule = Literal["at_or_below", "within"]
Places = NDArray[np.int64]

LOWEST = np.iinfo(np.int64).min

REACHED = Sentence()
ZERO_SLOPE = Sentence("The slope here is exactly zero, so there is no step to take.")
STANDSTILL = Sentence("The steps have become too small to change the input.")
CIRCLES = Sentence("The next step leads back to an earlier input, so the descent goes round in circles.")
OVERSHOT = Sentence("A step has jumped past the goal, and from there the value can only fall further.")


def too_many(steps: int) -> Sentence:
    return Sentence("The goal is not reached within {steps} steps.", steps=whole(steps))


@dataclass(frozen=True, eq=False)
class Descent:
    """A descent: entry k of each array is the state after k steps, so entry 0 is the start.

    ``steps`` is the number of steps to the goal, or None; then ``reason`` says why.
    """

    steps: int | None
    reason: Sentence
    inputs: Array
    outputs: Array
    gradients: Array


def descend(
    activation: Activation,
    *,
    start: float = 0.9,
    goal: float = 0.5,
    learning_rate: float = 0.2,
    rule: Rule = "at_or_below",
    tolerance: float = 1e-9,
    max_steps: int = 100_000,
    **parameters: float,
) -> Descent:
    """Repeat z ← z − learning_rate·f′(z), from the largest z with f(z) = start, until f(z) meets the goal.

    Rule "at_or_below" stops at f(z) ≤ goal + tolerance, "within" at |f(z) − goal| < tolerance. A start that
    meets the goal takes 0 steps. Where no z is the largest, the first is taken from which f keeps the start's
    value for ever to the right, or, if f repeats, the largest in the period around 0.

    Raises Refusal, a ValueError with a sentence to show to a reader, where start or goal is not a value of
    the function, where the goal is above the start and the value can only fall, and for a learning rate,
    rule, tolerance or number of steps without a meaning. A descent that fails on its way is an answer, not an
    error: its ``steps`` is None.

    Source: Kinfey Lo, slides "激活函数", Microsoft Reactor, 2021.
    """
    given = activation.complete(parameters)
    never_rises = activation.facts(**given).trend != "not monotonic"
    check_settings(learning_rate, rule, tolerance, max_steps)
    refuse_strangers(activation, given, start, goal)
    if rule == "within" and never_rises and goal - start >= tolerance:
        raise Refusal(
            "The goal {goal} is above the start {start}, and descent only lowers the value.",
            goal=number(goal),
            start=number(start),
        )

    path = Path(activation, learning_rate, given, largest_input(activation, start, given))
    while True:
        can_go_on = path.extend(min(2 * len(path.inputs) + 64, max_steps + 1))
        outputs = activation(path.inputs, **given)
        if rule == "at_or_below":
            met = outputs <= goal + tolerance
            lost = np.zeros_like(met)
        else:
            met = np.abs(outputs - goal) < tolerance
            lost = ~met & (outputs < goal) & never_rises
        ends = np.flatnonzero(met | lost)
        if ends.size or not can_go_on or len(path.inputs) > max_steps:
            break

    last = int(ends[0]) if ends.size else len(path.inputs) - 1
    if met[last]:
        steps, reason = last, REACHED
    else:
        steps, reason = None, OVERSHOT if lost[last] else too_many(last) if can_go_on else path.obstacle
    visited = slice(last + 1)
    return Descent(
        steps,
        reason,
        inputs=read_only(path.inputs[visited]),
        outputs=read_only(outputs[visited]),
        gradients=read_only(path.gradients[visited]),
    )


class Path:
    """The inputs a descent visits and the slopes there, extended as far as one wants to see."""

    def __init__(self, activation: Activation, learning_rate: float, given: Mapping[str, float], z: float):
        self.slope = activation.slope
        self.learning_rate = learning_rate
        self.given = given
        self.inputs = [z]
        self.gradients = [float(evaluate(self.slope, z, given))]
        self.seen = {z}

    @property
    def next_input(self) -> float:
        return self.inputs[-1] - self.learning_rate * self.gradients[-1]

    @property
    def obstacle(self) -> Sentence:
        """Why the path leads nowhere new."""
        if self.next_input != self.inputs[-1]:
            return CIRCLES
        return STANDSTILL if self.gradients[-1] else ZERO_SLOPE

    def extend(self, length: int) -> bool:
        """Walk on until so many inputs are visited; False as soon as the next is one visited before.

        The slope is taken from the formula itself: checking the parameters anew at each of a hundred
        thousand steps would take longer than walking them.
        """
        with np.errstate(all="ignore"):
            while len(self.inputs) < length:
                z = self.next_input
                if z in self.seen:
                    return False
                self.seen.add(z)
                self.inputs.append(z)
                self.gradients.append(float(self.slope(np.float64(z), **self.given)))
        return True


def largest_input(activation: Activation, value: float, given: Mapping[str, float]) -> float:
    """The largest z with f(z) = value, in closed form where there is one, else by search and bisection.

    Where f repeats, that in the period around 0; else that up to 50, and only if there is none, beyond.
    """
    if activation.inverse is not None:
        return float(evaluate(activation.inverse, value, given))
    facts = activation.facts(**given)
    reach = facts.minimum_recurs_after / 2 or 50.0
    near, far = np.linspace(-reach, reach, 10_001), np.geomspace(50.0, 1e300, 2000)
    for inputs in (near, [*-far, *near, *far]):
        z = largest_between(np.unique([*inputs, *facts.kinks, *facts.jumps]), activation, value, given)
        if z is not None:
            return z
    raise Refusal(
        "No input was found at which {name} is {value}.", name=activation.label, value=number(value)
    )


def largest_between(
    x: Array, activation: Activation, value: float, given: Mapping[str, float]
) -> float | None:
    """The largest z that one of the inputs x is, or that lies between two of them; None if there is none."""
    difference = np.sign(activation(x, **given) - value)
    exact = difference == 0.0
    if exact[-1]:
        constant_from = len(x) - int(np.argmin(exact[::-1]))
        return float(x[constant_from]) if not exact.all() else 0.0
    before = np.flatnonzero(difference[:-1] * difference[1:] < 0.0)
    crossings = bisect(activation, value, given, x[before], x[before + 1])
    met = np.isclose(activation(crossings, **given), value, rtol=1e-9, atol=1e-9)
    return max([*x[exact].tolist(), *crossings[met].tolist()], default=None)


def bisect(
    activation: Activation, value: float, given: Mapping[str, float], left: Array, right: Array
) -> Array:
    """The places, each between its left and its right, where f crosses the value, to the last digit.

    It is the number of floats between them that is halved, 64 times at most; their distance would be halved a
    thousand times on the way to 0.
    """
    rising = activation(right, **given) > value
    low, high = in_order(left), in_order(right)
    while ((middle := (low >> 1) + (high >> 1) + (low & high & 1)) > low).any():
        beyond = (activation(of_order(middle), **given) > value) == rising
        low, high = np.where(beyond, low, middle), np.where(beyond, middle, high)
    return of_order(low)


def in_order(numbers: Array) -> Places:
    """The place of each number among all floats, of which 0 has place 0 and the next larger one the next."""
    bits = numbers.view(np.int64)
    return np.where(bits >= 0, bits, LOWEST - bits)


def of_order(places: Places) -> Array:
    return np.where(places >= 0, places, LOWEST - places).view(np.float64)


def check_settings(learning_rate: float, rule: Rule, tolerance: float, max_steps: int) -> None:
    if not 0.0 < learning_rate < math.inf:
        raise Refusal("The learning rate must be a number above 0, not {given}.", given=learning_rate)
    if rule not in get_args(Rule):
        rules = ", ".join(get_args(Rule))
        raise Refusal("The rule must be one of {rules}, not {given}.", rules=rules, given=rule)
    if not 0.0 <= tolerance < math.inf:
        raise Refusal("The tolerance must be a number not below 0, not {given}.", given=tolerance)
    if max_steps < 0:
        raise Refusal("The largest number of steps must not be below 0, not {given}.", given=max_steps)


def refuse_strangers(activation: Activation, given: Mapping[str, float], start: float, goal: float) -> None:
    """Refuses a start or a goal that is not a value of the function."""
    values = activation.range(**given)
    about = {"name": activation.label, "range": union(values)}
    if not any(start in part for part in values):
        raise Refusal(
            "The start {value} is not a value of {name}: its range is {range}.", value=number(start), **about
        )
    if not any(goal in part for part in values):
        raise Refusal(
            "The goal {value} is not a value of {name}: its range is {range}.", value=number(goal), **about
        )
