"""A small fully connected network: its signals, its gradients, its training by gradient descent.

Every array may have leading axes: they hold networks side by side, which are computed and trained at once,
each as if it were alone. The last layer has no activation; a loss says what its outputs mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from activations.catalog import CATALOG
from activations.core import Activation, Array, evaluate
from activations.simulations.initialisation import draw_weights


@dataclass(frozen=True, eq=False)
class Layer:
    """z = W·x + b, with weights W of shape (…, fan_out, fan_in) and biases b of shape (…, fan_out)."""

    weights: Array
    biases: Array

    def __post_init__(self) -> None:
        self.weights.flags.writeable = self.biases.flags.writeable = False


Network = tuple[Layer, ...]


@dataclass(frozen=True, eq=False)
class Signals:
    """What samples become in each layer: arrays of shape (…, samples, fan_out), the first layer's first.

    ``outputs`` is the activation of ``pre_activations``; in the last layer both are the same.
    """

    pre_activations: tuple[Array, ...]
    outputs: tuple[Array, ...]


@dataclass(frozen=True)
class Loss:
    """A loss, and its derivative by the output, of outputs and targets of equal shape, elementwise."""

    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]


LOSSES: Mapping[str, Loss] = {
    "cross-entropy": Loss(
        lambda z, y: CATALOG["softplus"]((1.0 - 2.0 * y) * z),
        lambda z, y: CATALOG["sigmoid"](z) - y,
    ),
    "squared error": Loss(lambda z, y: (z - y) ** 2, lambda z, y: 2.0 * (z - y)),
}
"""Cross-entropy is that of a sigmoid at the output, −ln σ(z) for y = 1 and −ln σ(−z) for y = 0, where
softplus(z) = −ln σ(−z); squared error is that of a linear output. A network's loss is their mean."""


@dataclass(frozen=True, eq=False)
class History:
    """A training: ``losses[..., k]`` is the loss after k steps, so entry 0 is the start.

    ``networks`` holds the network after ``kept[0]``, ``kept[1]``, … steps, along a new first axis of each
    of its arrays. ``last_step`` is the number of steps made while everything was finite: a run that
    diverges stays where it was last finite.
    """

    losses: Array
    networks: Network
    kept: NDArray[np.intp]
    last_step: NDArray[np.intp]

    def __post_init__(self) -> None:
        for array in (self.losses, self.kept, self.last_step):
            array.flags.writeable = False

    @property
    def diverged(self) -> NDArray[np.bool_]:
        return np.asarray(self.last_step < self.losses.shape[-1] - 1)

    def network(self, i: int) -> Network:
        """The network after ``kept[i]`` steps."""
        return tuple(Layer(layer.weights[i], layer.biases[i]) for layer in self.networks)


def initialise(
    widths: Sequence[int], scheme: str, seed: int | np.random.Generator, bias: float = 0.0
) -> Network:
    """A network from widths[0] inputs to widths[-1] outputs, drawn by a rule of INITIALISATIONS.

    Every bias of a hidden layer is ``bias``, those of the last layer are 0.

    Raises ValueError for fewer than two widths or one below 1, KeyError for a rule there is not.
    """
    if len(widths) < 2 or min(widths) < 1:
        raise ValueError(f"a network has at least two widths, each of at least 1, not {list(widths)}")
    random = np.random.default_rng(seed)
    layers = [
        Layer(draw_weights(scheme, fan_in, fan_out, random), np.full(fan_out, float(bias)))
        for fan_in, fan_out in pairwise(widths)
    ]
    return (*layers[:-1], Layer(layers[-1].weights, np.zeros(widths[-1])))


def side_by_side(networks: Iterable[Network]) -> Network:
    """Networks of one shape as one network, along a new first axis of each of its arrays."""
    return tuple(
        Layer(np.stack([layer.weights for layer in layers]), np.stack([layer.biases for layer in layers]))
        for layers in zip(*networks, strict=True)
    )


def forward(
    network: Network, activation: Activation, parameters: Mapping[str, float], x: ArrayLike
) -> Signals:
    """Every layer's signals for samples x of shape (…, samples, inputs).

    Raises ValueError where x does not fit the first layer, and for a parameter outside its domain.
    """
    samples = np.asarray(x, dtype=np.float64)
    if samples.ndim < 2 or samples.shape[-1] != network[0].weights.shape[-1]:
        raise ValueError(f"x must have shape (samples, {network[0].weights.shape[-1]}), not {samples.shape}")
    given = activation.complete(parameters)
    with np.errstate(all="ignore"):
        return signals_of(network, activation, given, samples)


def gradients(
    network: Network,
    activation: Activation,
    parameters: Mapping[str, float],
    x: ArrayLike,
    y: ArrayLike,
    loss: str,
) -> Network:
    """The mean loss's gradient by each weight and bias, by backpropagation, in the network's own shape.

    Raises ValueError as :func:`forward` does, for a loss that is not in LOSSES, and where y has not one
    target for each output of each sample.

    Source: David E. Rumelhart, Geoffrey E. Hinton, Ronald J. Williams, "Learning representations by
    back-propagating errors", 1986, https://doi.org/10.1038/323533a0.
    """
    signals = forward(network, activation, parameters, x)
    chosen, targets = settled(loss, y, signals)
    with np.errstate(all="ignore"):
        error = chosen.slope(signals.outputs[-1], targets) / targets.size
        given = activation.complete(parameters)
        return backpropagate(network, activation, given, np.asarray(x, dtype=np.float64), signals, error)


def train(
    network: Network,
    activation: Activation,
    x: ArrayLike,
    y: ArrayLike,
    *,
    learning_rate: ArrayLike,
    steps: int,
    loss: str,
    keep_every: int = 1,
    **parameters: float,
) -> History:
    """Gradient descent on all samples at once: W ← W − learning_rate·∂L/∂W, and b likewise, so many times.

    The learning rate is one number, or one for each of several networks side by side. The networks after
    0, keep_every, 2·keep_every, … steps are kept.

    Raises ValueError as :func:`gradients` does, and for a learning rate, steps or keep_every without a
    meaning. A run that diverges is an answer, not an error: see :class:`History`.
    """
    rate = np.asarray(learning_rate, dtype=np.float64)
    if not np.all((rate > 0.0) & np.isfinite(rate)):
        raise ValueError(f"the learning rate must be above 0, not {rate}")
    if steps < 0 or keep_every < 1:
        raise ValueError(f"steps must not be below 0 nor keep_every below 1, not {steps} and {keep_every}")
    samples = np.asarray(x, dtype=np.float64)
    signals = forward(network, activation, parameters, samples)
    chosen, targets = settled(loss, y, signals)
    given = activation.complete(parameters)

    losses = [mean_loss(chosen, signals, targets)]
    kept = [network]
    last_step = np.zeros(losses[0].shape, dtype=np.intp)
    running = np.isfinite(losses[0])
    with np.errstate(all="ignore"):
        for step in range(1, steps + 1):
            error = chosen.slope(signals.outputs[-1], targets) / targets.size
            slopes = backpropagate(network, activation, given, samples, signals, error)
            moved = descended(network, slopes, rate)
            signals = signals_of(moved, activation, given, samples)
            loss_now = mean_loss(chosen, signals, targets)
            running = running & np.isfinite(loss_now) & all_finite(moved)
            if running.all():
                network = moved
            else:
                network = chosen_where(running, moved, network)
                loss_now = np.where(running, loss_now, losses[-1])
                signals = signals_of(network, activation, given, samples)
            last_step += running
            losses.append(loss_now)
            if step % keep_every == 0:
                kept.append(network)

    return History(
        losses=np.stack(losses, axis=-1),
        networks=side_by_side(kept),
        kept=np.arange(0, steps + 1, keep_every),
        last_step=last_step,
    )


def signals_of(network: Network, activation: Activation, given: Mapping[str, float], x: Array) -> Signals:
    pre_activations: list[Array] = []
    outputs = [x]
    for layer in network:
        pre_activations.append(outputs[-1] @ layer.weights.swapaxes(-1, -2) + layer.biases[..., None, :])
        last = len(outputs) == len(network)
        outputs.append(
            pre_activations[-1] if last else evaluate(activation.value, pre_activations[-1], given)
        )
    return Signals(tuple(pre_activations), tuple(outputs[1:]))


def settled(loss: str, y: ArrayLike, signals: Signals) -> tuple[Loss, Array]:
    """The loss by its name, and the targets in the shape (samples, outputs)."""
    if loss not in LOSSES:
        raise ValueError(f"the loss must be one of {', '.join(LOSSES)}, not {loss}")
    samples, outputs = signals.outputs[-1].shape[-2:]
    targets = np.asarray(y, dtype=np.float64)
    if targets.shape not in ((samples, outputs), (samples,) if outputs == 1 else ()):
        raise ValueError(f"y must have shape {(samples, outputs)}, not {targets.shape}")
    return LOSSES[loss], targets.reshape(samples, outputs)


def mean_loss(loss: Loss, signals: Signals, targets: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.asarray(loss.value(signals.outputs[-1], targets).mean(axis=(-2, -1)))


def backpropagate(
    network: Network,
    activation: Activation,
    given: Mapping[str, float],
    x: Array,
    signals: Signals,
    error: Array,
) -> Network:
    """The loss's gradient by each layer, from its gradient by the last layer's outputs, ``error``."""
    layers: list[Layer] = []
    for i in reversed(range(len(network))):
        inputs = signals.outputs[i - 1] if i else x
        layers.append(Layer(error.swapaxes(-1, -2) @ inputs, error.sum(axis=-2)))
        if i:
            slopes = evaluate(activation.slope, signals.pre_activations[i - 1], given)
            error = (error @ network[i].weights) * slopes
    return tuple(reversed(layers))


def descended(network: Network, slopes: Network, rate: Array) -> Network:
    return tuple(
        Layer(
            layer.weights - rate[..., None, None] * slope.weights,
            layer.biases - rate[..., None] * slope.biases,
        )
        for layer, slope in zip(network, slopes, strict=True)
    )


def all_finite(network: Network) -> NDArray[np.bool_]:
    finite = [np.isfinite(each.weights).all((-2, -1)) & np.isfinite(each.biases).all(-1) for each in network]
    return np.asarray(np.logical_and.reduce(finite))


def chosen_where(condition: NDArray[np.bool_], these: Network, others: Network) -> Network:
    """Of networks side by side, these where the condition holds, elsewhere the others."""
    return tuple(
        Layer(
            np.where(condition[..., None, None], this.weights, other.weights),
            np.where(condition[..., None], this.biases, other.biases),
        )
        for this, other in zip(these, others, strict=True)
    )
