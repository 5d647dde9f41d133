"""What a function of several numbers is: its value, its Jacobian, and every fact a page may state of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from numpy.typing import ArrayLike

from activations.core import REALS, Array, Interval, Reference, Smoothness, Spelling

Outputs = Literal["as many as inputs", "half as many as inputs", "one"]
Order = Literal["kept", "kept, but some become equal", "reversed", "not kept"]


@dataclass(frozen=True)
class VectorFacts:
    """What is true of a function for every row of two or more finite numbers; a test checks each entry.

    ``entries`` are the values that one output takes. ``total`` is what the outputs sum to, if that is always
    the same. ``order`` says whether the outputs are ordered as the inputs are. ``shift_invariant``: a
    constant added to every input changes nothing. ``equivariant``: swapping inputs swaps the outputs, and
    does nothing else. ``symmetric``: the Jacobian is. ``sparse``: some outputs are exactly 0, not for single
    inputs only. ``lipschitz`` is the smallest bound, over all inputs, of the Jacobian's 2-norm, from the
    number of inputs.
    """

    outputs: Outputs
    smoothness: Smoothness
    lipschitz: Callable[[int], float]
    entries: Interval = REALS
    total: float | None = None
    order: Order = "not kept"
    shift_invariant: bool = False
    equivariant: bool = False
    symmetric: bool = False
    sparse: bool = False


@dataclass(frozen=True, eq=False)
class VectorActivation:
    """A function of several numbers, with its Jacobian and everything a page says about it.

    ``value(x)`` is the function, ``jacobian(x)`` holds ∂y_i/∂x_j for x of shape (…, d), and ``gradient(x,
    upstream)`` is the loss's gradient by x from that by the result. ``formula`` and ``jacobian_formulas`` are
    equations in LaTeX, ``where`` those that explain their symbols. ``shown_with`` are the further arguments
    that all three take, with the values a page shows, for four inputs.
    """

    name: str
    label: str
    year: int
    formula: str = field(repr=False)
    jacobian_formulas: tuple[str, ...] = field(repr=False)
    value: Callable[..., Array] = field(repr=False)
    jacobian: Callable[..., Array] = field(repr=False)
    gradient: Callable[..., Array] = field(repr=False)
    facts: VectorFacts = field(repr=False)
    reference: Reference = field(repr=False)
    spellings: tuple[Spelling, ...] = field(repr=False)
    aliases: tuple[str, ...] = ()
    where: tuple[str, ...] = field(default=(), repr=False)
    shown_with: Mapping[str, Array] = field(default_factory=dict, repr=False)
    descends_from: tuple[str, ...] = ()

    def __call__(self, x: ArrayLike, **arguments: ArrayLike) -> Array:
        """The function's value at x."""
        return self.value(x, **arguments)
