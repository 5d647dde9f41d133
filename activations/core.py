"""What an activation function is: its value, its slope, and every fact a page may state about it.

An :class:`Activation` is one immutable record. The pages read it, and the tests hold each of its
statements against the function itself, so a fact that is wrong cannot be shown for long.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Formula = Callable[..., Array]
Breaks = tuple[tuple[float, ...], tuple[float, ...]]
"""Kinks and jumps."""
Side = Literal["none", "soft", "hard"]
Origin = Literal["set by hand", "learned", "drawn at random"]
Trend = Literal[
    "strictly increasing", "non-decreasing", "strictly decreasing", "non-increasing", "not monotonic"
]
Shape = Literal["convex", "concave", "affine", "neither convex nor concave"]
Symmetry = Literal["odd", "even", "neither odd nor even"]
Smoothness = Literal["discontinuous", "C⁰", "C¹", "C²", "C∞"]

SATURATED_SHARE = 0.01
"""A function is saturated where |f′| is below this share of the largest |f′|."""


@dataclass(frozen=True)
class Interval:
    """A set of real numbers between two ends, each of which belongs to it or does not.

    The set between NaN and NaN is empty.
    """

    low: float
    high: float
    low_closed: bool = False
    high_closed: bool = False

    @classmethod
    def point(cls, value: float) -> Interval:
        """The set that holds one number, {value}."""
        return cls(value, value, True, True)

    def __contains__(self, value: float) -> bool:
        above = value >= self.low if self.low_closed else value > self.low
        below = value <= self.high if self.high_closed else value < self.high
        return bool(above and below)

    def __str__(self) -> str:
        if math.isnan(self.low):
            return "∅"
        if self.low == self.high:
            return f"{{{number(self.low)}}}"
        return (
            ("[" if self.low_closed else "(")
            + f"{number(self.low)}, {number(self.high)}"
            + ("]" if self.high_closed else ")")
        )


REALS = Interval(-math.inf, math.inf)
POSITIVE = Interval(0.0, math.inf)
NON_NEGATIVE = Interval(0.0, math.inf, low_closed=True)
NON_POSITIVE = Interval(-math.inf, 0.0, high_closed=True)
ORIGIN = Interval.point(0.0)
LARGEST = float(np.finfo(np.float64).max)
"""The largest float, to stand for ∞ where a formula would make ∞ − ∞ or ∞/∞ of it."""


def union(parts: Iterable[Interval]) -> str:
    """A set made of intervals as one writes it: {0, 1}, (0, 0.5] ∪ {1}."""
    return " ∪ ".join(map(str, parts)).replace("} ∪ {", ", ")


def simple_fraction(value: float) -> Fraction:
    """The short fraction a float stands for: 1/20 for 0.05, 1/48 for 0.020833333333333332."""
    return Fraction(value).limit_denominator(10_000)


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, digits: int = 4) -> str:
    """A number as a reader expects it: so many decimals at most, a true minus sign, ∞ as a sign, no −0.

    Three more digits keep a value beside a whole number from passing for it; powers of ten stand for what
    decimals would not show.
    """
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value and not 10.0**-digits <= abs(value) < 1e6:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        text = f"{trimmed(mantissa)} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"
    else:
        text = trimmed(f"{value + 0.0:.{digits}f}")
        if float(text).is_integer() and value % 1:
            text = f"{value:.{digits + 3}g}"
    return text.replace("-", "−")


def whole(count: int) -> str:
    """A whole number with its thousands set apart: 1 550 976."""
    return f"{count:,}".replace(",", "\u202f")


def percent(share: float, decimals: int = 2) -> str:
    """A share in percent with so many decimals at most, and no 0 or 100 that it is not."""
    least = 10.0**-decimals
    if 0.0 < 100 * share < least / 2:
        return f"<\u00a0{trimmed(f'{least:.{decimals}f}')}\u00a0%"
    if 100 - least / 2 < 100 * share < 100:
        return f">\u00a0{trimmed(f'{100 - least:.{decimals}f}')}\u00a0%"
    return f"{trimmed(f'{100 * share:.{decimals}f}')}\u00a0%"


def trimmed(decimal: str) -> str:
    """A decimal without the zeros that say nothing."""
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal


@dataclass(frozen=True)
class Parameter:
    """A number that shapes a function: where it has a meaning, and what a slider offers of it.

    ``drawn_from`` is the interval of its uniform distribution, if it is drawn at random in training.
    """

    name: str
    symbol: str
    default: float
    low: float
    high: float
    step: float
    domain: Interval = REALS
    origin: Origin = "set by hand"
    drawn_from: Interval | None = None
    meaning: str = ""

    @cached_property
    def positions(self) -> tuple[float, ...]:
        """Every value the slider can take, ascending, without noise: 0.3, not 0.30000000000000004."""
        low, step = simple_fraction(self.low), simple_fraction(self.step)
        steps = round((self.high - self.low) / self.step)
        return (*(float(low + i * step) for i in range(steps)), self.high)

    def check(self, value: float | None) -> float:
        """The value as a float; ValueError names parameter, value and domain where it has no meaning.

        None is ∞ where that has a meaning, as in Keras's relu(x, max_value=None).
        """
        if value is None and math.inf not in self.domain:
            raise ValueError(f"{self.name} is None, which is outside its domain {self.domain}")
        value = math.inf if value is None else float(value)
        if value not in self.domain:
            raise ValueError(f"{self.name} = {value} is outside its domain {self.domain}")
        return value


@dataclass(frozen=True)
class Requirement:
    """What has to hold between several parameters, in words and as a test of their values."""

    words: str
    holds: Callable[..., bool]


@dataclass(frozen=True)
class Reference:
    """The paper a function comes from."""

    authors: str
    year: int
    title: str
    url: str = ""


@dataclass(frozen=True)
class Spelling:
    """How a framework writes a function, and where it disagrees with us.

    ``code`` is a runnable snippet that computes ``y`` from ``x``; parameters appear as ``{alpha}``. In a
    ``note``, ``{{keras_layers_LeakyReLU}}`` is the framework's default, of :mod:`activations.conventions`.
    ``native`` says whether the framework has the function, or it is composed from others. A framework may
    have it without its parameters: ``at_defaults`` is that snippet, beside the one that has them.
    ``slopes_at_kinks`` gives, from the parameters, the derivative the framework uses exactly at each kink, in
    the order of the kinks; at a jump it is 0 in all of them.
    """

    framework: Literal["NumPy", "PyTorch", "Keras", "JAX"]
    code: str
    native: bool = True
    at_defaults: str = ""
    note: str = ""
    slopes_at_kinks: Callable[..., tuple[float, ...]] | None = None

    def stated_slopes(self, parameters: Mapping[str, float]) -> tuple[float, ...]:
        """The slopes at the kinks; none, where none is stated."""
        return self.slopes_at_kinks(**parameters) if self.slopes_at_kinks else ()


@dataclass(frozen=True)
class Facts:
    """What is true of a function at given parameters; every entry is held against the function by a test.

    ``range`` and ``derivative_range`` are ascending, disjoint intervals. At ``kinks`` f is continuous
    and f′ jumps; at ``jumps`` f itself jumps. ``smoothness`` is the best class f belongs to, of those
    listed. ``left`` and ``right`` say how f′ tends to 0 on that side: not at all, in the limit (soft), or
    exactly from some point on (hard). ``fixed_points`` are the inputs with f(x) = x and ``minimum_at``
    those with the least value, if it is attained: ascending, disjoint intervals. A ``period`` is that of f,
    and then the places of its minimum recur after it; or that of f(x) − x, and then the fixed points do.
    """

    range: tuple[Interval, ...]
    derivative_range: tuple[Interval, ...]
    trend: Trend
    shape: Shape
    symmetry: Symmetry
    smoothness: Smoothness
    kinks: tuple[float, ...] = ()
    jumps: tuple[float, ...] = ()
    left: Side = "none"
    right: Side = "none"
    fixed_points: tuple[Interval, ...] = ()
    minimum_at: tuple[Interval, ...] = ()
    period: float = 0.0
    special_values: Mapping[float, float] = field(default_factory=dict)

    @property
    def minimum_recurs_after(self) -> float:
        """The distance between the places of the minimum and the next ones like them; 0 if there are none."""
        return self.period if self.minimum_at else 0.0

    @property
    def fixed_points_recur_after(self) -> float:
        """The distance between the fixed points and the next ones like them; 0 if there are none."""
        return 0.0 if self.minimum_at else self.period


@dataclass(frozen=True)
class SpecialCase:
    """A more general function, and the values of its parameters at which it is the special one."""

    general: Activation
    parameters: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Activation:
    """A function of one number, with its derivative and everything a page says about it.

    Call it, or :meth:`forward`, for f(x), and :meth:`derivative` for f′(x). Both take any shape, compute in
    float64 and return that shape; NaN in gives NaN out. Parameters are keywords; those left out take
    their defaults, and one outside its domain raises ValueError.

    ``breaks_at`` gives kinks and jumps where they cost less than all facts, which are measured then;
    ``effort_at`` how much work it is to draw the function at one setting, and ``operations`` at one input.
    ``descends_from`` names the functions it grew out of. A ``special_case_of`` another function at some
    values of its parameters takes those parameters too: relu(x, max_value=6).
    """

    name: str
    label: str
    family: str
    year: int
    value: Formula = field(repr=False)
    slope: Formula = field(repr=False)
    facts_at: Callable[..., Facts] = field(repr=False)
    formula: str = field(repr=False)
    derivative_formula: str = field(repr=False)
    reference: Reference = field(repr=False)
    spellings: tuple[Spelling, ...] = field(repr=False)
    parameters: tuple[Parameter, ...] = ()
    requires: tuple[Requirement, ...] = ()
    descends_from: tuple[str, ...] = ()
    special_case_of: SpecialCase | None = None
    aliases: tuple[str, ...] = ()
    inverse: Formula | None = field(default=None, repr=False)
    breaks_at: Callable[..., Breaks] | None = field(default=None, repr=False)
    effort_at: Callable[..., int] | None = field(default=None, repr=False)
    operations: int = 1

    @cached_property
    def known(self) -> frozenset[str]:
        """The names of the parameters it takes: its own and those of what it is a special case of."""
        own = frozenset(parameter.name for parameter in self.parameters)
        return own | self.special_case_of.general.known if self.special_case_of else own

    @cached_property
    def kept_facts(self) -> Callable[..., Facts]:
        """The facts by the parameters, kept for as many settings as two sliders have: some 200 KB."""
        return lru_cache(maxsize=128)(self.facts_at)

    def settle(self, parameters: Mapping[str, float]) -> tuple[Activation, dict[str, float]]:
        """The function that is meant, and all its parameters, as :meth:`complete` gives them: where one is
        given that only the more general function has, that function.
        """
        if unknown := parameters.keys() - self.known:
            raise TypeError(f"{self.name} has no parameter {', '.join(sorted(unknown))}")
        own = {parameter.name for parameter in self.parameters}
        if self.special_case_of is None or parameters.keys() <= own:
            return self, self.complete(parameters)
        return self.special_case_of.general.settle({**self.special_case_of.parameters, **parameters})

    def complete(self, parameters: Mapping[str, float]) -> dict[str, float]:
        """All parameters by name, checked, with defaults for those not given.

        Raises TypeError for a name the function does not have, ValueError for a value outside its domain
        and for values that do not go together.
        """
        unknown = parameters.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            raise TypeError(f"{self.name} has no parameter {', '.join(sorted(unknown))}")
        given = {
            parameter.name: parameter.check(parameters.get(parameter.name, parameter.default))
            for parameter in self.parameters
        }
        for requirement in self.requires:
            if not requirement.holds(**given):
                values = ", ".join(f"{name} = {value}" for name, value in given.items())
                raise ValueError(f"{self.name} requires {requirement.words}, not {values}")
        return given

    def forward(self, x: ArrayLike, **parameters: float) -> Array:
        """f(x), elementwise."""
        meant, given = self.settle(parameters)
        return evaluate(meant.value, x, given)

    __call__ = forward

    def derivative(self, x: ArrayLike, *, at_kink: float | None = None, **parameters: float) -> Array:
        """f′(x), elementwise: a function of the input, not of the output.

        ``at_kink`` is the slope to use exactly at a kink; None is our convention, PyTorch's.
        """
        meant, given = self.settle(parameters)
        slopes = evaluate(meant.slope, x, given)
        if at_kink is None:
            return slopes
        return np.where(np.isin(x, meant.kinks(**given)), float(at_kink), slopes)[()]

    def facts(self, **parameters: float) -> Facts:
        """What is true of the function at these parameters."""
        meant, given = self.settle(parameters)
        return meant.kept_facts(**given)

    def range(self, **parameters: float) -> tuple[Interval, ...]:
        """The values f takes: ascending, disjoint intervals."""
        return self.facts(**parameters).range

    def derivative_range(self, **parameters: float) -> tuple[Interval, ...]:
        """The values f′ takes: ascending, disjoint intervals."""
        return self.facts(**parameters).derivative_range

    def breaks(self, **parameters: float) -> Breaks:
        """The kinks and the jumps."""
        meant, given = self.settle(parameters)
        if meant.breaks_at is not None:
            return meant.breaks_at(**given)
        facts = meant.kept_facts(**given)
        return facts.kinks, facts.jumps

    def kinks(self, **parameters: float) -> tuple[float, ...]:
        """The inputs at which f is continuous and f′ jumps."""
        return self.breaks(**parameters)[0]

    def jumps(self, **parameters: float) -> tuple[float, ...]:
        """The inputs at which f jumps; the derivative there is 0 by convention."""
        return self.breaks(**parameters)[1]


def evaluate(formula: Formula, x: ArrayLike, parameters: Mapping[str, float]) -> Array:
    """A formula at x, in float64 and x's shape; overflow to a limit at ±∞ is meant, so it does not warn."""
    with np.errstate(all="ignore"):
        return np.asarray(formula(np.asarray(x, dtype=np.float64), **parameters), dtype=np.float64)[()]


def read_only(values: list[float] | Array) -> Array:
    """The values as an array that nobody can change."""
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array
