"""PReLU learns its slope from data, beside Leaky ReLU, whose slope is fixed, and RReLU, whose slope is drawn.

The loss E(a) is the mean of (f(x; a) − y)². As f is straight in a, E is a parabola, and the descent with
momentum on it is linear: where it ends, and whether it ends, is known beforehand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only

Sign = Literal["descent", "as written"]

PRELU, LEAKY_RELU, RRELU = CATALOG["prelu"], CATALOG["leaky_relu"], CATALOG["rrelu"]
INPUT_SPREAD = 1.5
BOUND = 1e6


@dataclass(frozen=True, eq=False)
class Run:
    """Entry k is the state after k steps: the slope a, the gradient ∂E/∂a there, and the loss E."""

    slopes: Array
    gradients: Array
    losses: Array


@dataclass(frozen=True, eq=False)
class Learning:
    """The data, the slope that fits them best, and what each of the three functions made of them.

    The loss is ``best_loss + curvature/2 · (a − best)²``. In the long run each step multiplies the distance
    to ``best`` by ``growth``: below 1 PReLU gets there, above 1 it runs away. In descent that is the case
    above ``largest_rate``, with the sign as written at every rate. ``rrelu_in_use`` is RReLU's loss with its
    mean slope.
    """

    x: Array
    y: Array
    best: float
    best_loss: float
    curvature: float
    growth: float
    largest_rate: float
    prelu: Run
    leaky_relu: Run
    rrelu: Run
    rrelu_in_use: float


@dataclass(frozen=True)
class Cost:
    """How many numbers convolutional layers learn: weights and biases, and one slope a channel."""

    weights: int
    slopes: int

    @property
    def share(self) -> float:
        """The slopes' part of all that is learned."""
        return self.slopes / (self.weights + self.slopes)


def simulate(
    *,
    asked: float = 0.7,
    rate: float = 0.2,
    momentum: float = 0.5,
    noise: float = 0.3,
    seed: int = 0,
    sign: Sign = "descent",
    start: float = PRELU.parameters[0].default,
    steps: int = 60,
    samples: int = 60,
) -> Learning:
    """Learn a from y = prelu(x; asked) + ε with x from N(0, 1.5²) and ε from N(0, noise²).

    With E the mean squared error, one step is

        ∂E/∂a = Σ ∂E/∂f · min(x, 0),  Δa ← momentum·Δa + rate·∂E/∂a,  a ← a − Δa

    and with the sign "as written" a ← a + Δa. Leaky ReLU keeps its slope; RReLU draws one a step (the
    frameworks draw one for each input), and learns none. A run that leaves ±BOUND ends there.

    Raises ValueError for slopes beyond ±BOUND, a rate not above 0 or not finite, a momentum outside [0, 1),
    noise outside [0, BOUND], a sign that there is not, fewer than 0 steps, and data without an input below 0.

    Source: Kaiming He et al., "Delving Deep into Rectifiers", 2015, https://arxiv.org/abs/1502.01852;
    Bing Xu et al., "Empirical Evaluation of Rectified Activations in Convolutional Network", 2015,
    https://arxiv.org/abs/1505.00853.
    """
    check(asked, rate, momentum, noise, start, sign, steps)
    random = np.random.default_rng(seed)
    x, disturbance = random.standard_normal((2, samples))
    x = INPUT_SPREAD * x
    y = PRELU(x, alpha=asked) + noise * disturbance
    below = np.minimum(x, 0.0)
    if not below.any():
        raise ValueError("no input is below 0, so the data ask for no slope")
    curvature = 2.0 * float(np.mean(below**2))
    best = float(below @ y / (below @ below))

    slope, change, visited = start, 0.0, [start]
    for _ in range(steps):
        change = momentum * change + rate * gradient(x, y, slope)
        slope += change if sign == "as written" else -change
        if abs(slope) > BOUND:
            break
        visited.append(slope)

    drawn_from = RRELU.parameters[0].drawn_from
    assert drawn_from is not None
    drawn = random.uniform(drawn_from.low, drawn_from.high, len(visited))
    fixed = np.full(len(visited), LEAKY_RELU.parameters[0].default)
    return Learning(
        x=read_only(x),
        y=read_only(y),
        best=best,
        best_loss=loss(x, y, best),
        curvature=curvature,
        growth=growth(momentum, rate * curvature * (-1.0 if sign == "as written" else 1.0)),
        largest_rate=2.0 * (1.0 + momentum) / curvature,
        prelu=run(PRELU, x, y, visited),
        leaky_relu=run(LEAKY_RELU, x, y, fixed.tolist()),
        rrelu=run(RRELU, x, y, drawn.tolist()),
        rrelu_in_use=loss(x, y, RRELU.parameters[0].default, RRELU),
    )


def cost(channels: Sequence[int] = (3, 64, 128, 256, 512), kernel: int = 3) -> Cost:
    """What layers of kernel × kernel convolutions learn, from channels[0] colours on, with PReLU after each.

    Raises ValueError for fewer than two numbers of channels, and for one or a kernel below 1.
    """
    if len(channels) < 2 or min(*channels, kernel) < 1:
        raise ValueError(
            f"there must be two numbers of channels or more, and none below 1: {channels}, {kernel}"
        )
    return Cost(
        weights=sum((fan_in * kernel**2 + 1) * fan_out for fan_in, fan_out in pairwise(channels)),
        slopes=sum(channels[1:]),
    )


def loss(x: Array, y: Array, slope: float, activation: Activation = PRELU) -> float:
    """The mean of (f(x; slope) − y)²."""
    return float(np.mean((activation(x, alpha=slope) - y) ** 2))


def gradient(x: Array, y: Array, slope: float, activation: Activation = PRELU) -> float:
    """∂E/∂a = Σ ∂E/∂f · ∂f/∂a, where ∂f/∂a = min(x, 0)."""
    by_output = 2.0 * (activation(x, alpha=slope) - y) / len(x)
    return float(by_output @ np.minimum(x, 0.0))


def run(activation: Activation, x: Array, y: Array, slopes: list[float]) -> Run:
    return Run(
        slopes=read_only(slopes),
        gradients=read_only([gradient(x, y, slope, activation) for slope in slopes]),
        losses=read_only([loss(x, y, slope, activation) for slope in slopes]),
    )


def growth(momentum: float, step: float) -> float:
    """The largest |λ| with λ² − (1 + momentum − step)·λ + momentum = 0, for step = rate·curvature.

    Source: Boris Polyak, "Some methods of speeding up the convergence of iteration methods", 1964,
    https://doi.org/10.1016/0041-5553(64)90137-5.
    """
    half = (1.0 + momentum - step) / 2.0
    under_root = half * half - momentum
    return abs(half) + math.sqrt(under_root) if under_root > 0.0 else math.sqrt(momentum)


def check(
    asked: float, rate: float, momentum: float, noise: float, start: float, sign: Sign, steps: int
) -> None:
    if not (abs(asked) <= BOUND and abs(start) <= BOUND):
        raise ValueError(
            f"the slopes asked for and started from must lie within ±1e6, not {asked} and {start}"
        )
    if not 0.0 < rate < math.inf:
        raise ValueError(f"the rate must be above 0, not {rate}")
    if not 0.0 <= momentum < 1.0:
        raise ValueError(f"the momentum must lie in [0, 1), not at {momentum}")
    if not 0.0 <= noise <= BOUND:
        raise ValueError(f"the noise must lie in [0, 1e6], not at {noise}")
    if sign not in get_args(Sign):
        raise ValueError(f"the sign must be one of {', '.join(get_args(Sign))}, not {sign}")
    if steps < 0:
        raise ValueError(f"the number of steps must not be below 0, not {steps}")
