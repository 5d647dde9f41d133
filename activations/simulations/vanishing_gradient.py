"""The vanishing gradient: what the chain rule leaves of a gradient on its way back through many layers.

Each layer multiplies it by slope and weight, f′(z)·w. Document 003 tells it with sigmoid, whose slope is ¼ at
best. Every array here holds all depths at once: the network of d layers is the first d of the deepest one, so
that more layers change nothing but their number.

Sizes are given as logarithms to base 10, since 50 small factors leave less than a float can hold.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from activations.core import Activation, Array, read_only
from activations.measure import largest_slope
from activations.simulations.initialisation import INITIALISATIONS, draw_weights

CHAINS = ("equal", "random")
WEIGHTS = (*CHAINS, *INITIALISATIONS)
"""Chains of single neurons, all alike or drawn; then whole layers, by the rule that draws their weights."""


@dataclass(frozen=True, eq=False)
class Backpropagation:
    """What reaches each layer of each network; row d − 1 belongs to the network of the first d layers.

    ``factors`` (layers,): what a layer multiplies the gradient by. In a chain f′(z)·w; in whole layers what
    is expected of it, √width · (rms of its weights) · (rms of f′(z)).
    ``gradients`` (layers, layers + 1): log10 of the rms of ∂loss/∂(outputs of layer k) in column k, where 0
    is the input; a network starts with 0 at its last layer, since its loss changes by 1 with each output.
    ``updates`` (layers, layers): log10 of the rms of ∂loss/∂(weights of layer k) in column k − 1: how much
    gradient descent changes them, but for the learning rate.

    −∞ is a gradient of exactly 0. NaN stands right of the last layer, and in networks that reach the layer
    ``overflow``, the first whose outputs or slopes are no finite numbers (None where there is none).
    """

    factors: Array
    gradients: Array
    updates: Array
    overflow: int | None

    def first_to_last(self, layers: int) -> float | None:
        """log10 of how much the first layer's weights change for each 1 by which the last layer's do.

        None where the last layer's do not change, or the network overflows.
        """
        first, last = self.updates[layers - 1, [0, layers - 1]].tolist()
        return first - last if math.isfinite(last) else None


def simulate(
    activation: Activation,
    *,
    layers: int = 10,
    weights: str = "equal",
    seed: int = 0,
    weight: float = 1.0,
    pre_activation: float = 1.0,
    width: int = 32,
    samples: int = 32,
    **parameters: float,
) -> Backpropagation:
    """Backpropagation through networks of 1, 2, …, ``layers`` layers.

    "equal" is a chain of neurons, a_k = f(w·a_(k−1) + b_k), whose biases make each pre-activation the one
    given; its loss is the last output, and its input an output like the others. In "random" weights and
    pre-activations are drawn from normal distributions of standard deviation 1 round the given ones.

    The names of INITIALISATIONS are networks of ``width`` neurons a layer without biases, given so many
    ``samples`` drawn from N(0, 1). Their loss is the sum of the last outputs, each with a random sign, or for
    the updates its mean over the samples. ``weight`` and ``pre_activation`` say nothing there, nor ``width``
    and ``samples`` in a chain.

    Raises ValueError for weights of another name, fewer than one layer, neuron or sample, and a weight or
    pre-activation that is not a finite number.

    Sources: Sepp Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen", 1991; Yoshua Bengio, Patrice
    Simard, Paolo Frasconi, "Learning Long-Term Dependencies with Gradient Descent is Difficult", 1994; for
    the factor of a whole layer Samuel S. Schoenholz et al., "Deep Information Propagation", 2017,
    https://arxiv.org/abs/1611.01232.
    """
    given = activation.complete(parameters)
    for name, count in (("layers", layers), ("width", width), ("samples", samples)):
        if count < 1:
            raise ValueError(f"{name} must be 1 or more, not {count}.")
    for name, value in (("weight", weight), ("pre_activation", pre_activation)):
        if not math.isfinite(value):
            raise ValueError(f"{name} must be a finite number, not {value}.")
    if weights not in WEIGHTS:
        raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, not {weights}.")
    random = np.random.default_rng(seed)
    if weights in CHAINS:
        spread = 1.0 if weights == "random" else 0.0
        drawn = random.normal((weight, pre_activation), spread, (layers + 1, 2))
        return chain(activation, given, drawn[1:, 0], drawn[:, 1])
    inputs, signs = random.normal(size=(width, samples)), random.choice((-1.0, 1.0), width)
    matrices = [draw_weights(weights, width, width, random) for _ in range(layers)]
    return network(activation, given, matrices, inputs, signs)


def ceiling(activation: Activation, layers: int, **parameters: float) -> Array:
    """log10 of the largest product that the slopes of 0, 1, …, ``layers`` layers can have: sigmoid's 0.25ⁿ.

    This is max|f′|ⁿ, the slopes alone: a weight above 1 can lift a gradient over it.
    """
    with np.errstate(divide="ignore"):
        of_a_layer = np.log10(largest_slope(activation, **parameters))
    return read_only(np.cumsum([0.0, *[of_a_layer] * layers]))


def chain(
    activation: Activation, given: Mapping[str, float], weights: Array, pre_activations: Array
) -> Backpropagation:
    """A chain of neurons with these weights; there is one more pre-activation, the first, for the input."""
    outputs = activation(pre_activations, **given)
    slopes = activation.derivative(pre_activations[1:], **given)
    with np.errstate(over="ignore"):
        factors = slopes * weights
    finite = np.isfinite(outputs[:-1]) & np.isfinite(outputs[1:]) & np.isfinite(factors)
    sound = int(np.argmin(np.append(finite, False)))
    with np.errstate(divide="ignore"):
        log_factors, log_slopes, log_inputs = (
            np.log10(np.abs(values[:sound])) for values in (factors, slopes, outputs)
        )
    depth, layer = np.ogrid[1 : sound + 1, 1 : sound + 1]
    passed = np.where(layer <= depth, log_factors, 0.0)
    gradients = np.zeros((sound, sound + 1))
    gradients[:, :-1] = np.cumsum(passed[:, ::-1], axis=1)[:, ::-1]
    return result(len(weights), factors[:sound], gradients, gradients[:, 1:] + log_slopes + log_inputs)


def network(
    activation: Activation, given: Mapping[str, float], matrices: Sequence[Array], inputs: Array, signs: Array
) -> Backpropagation:
    """Layers with these weights: one pass forward, and one pass back for all depths beside each other.

    ``inputs`` has shape (width, samples), ``signs`` (width,). Going back, the gradients of all depths have
    shape (depths, width, samples), each as numbers up to 1 with an exponent of its own.
    """
    width, samples = inputs.shape
    passed: list[tuple[Array, Array, Array]] = []
    for matrix in matrices:
        with np.errstate(all="ignore"):
            pre_activations = matrix @ inputs
        outputs = activation(pre_activations, **given)
        slopes = activation.derivative(pre_activations, **given)
        if not np.isfinite([outputs, slopes]).all():
            break
        passed.append((matrix, inputs, slopes))
        inputs = outputs

    sound = len(passed)
    factors, gradients, updates = np.zeros(sound), np.zeros((sound, sound + 1)), np.zeros((sound, sound))
    gradient, exponents = np.empty((0, width, samples)), np.empty(0)
    at_last_layer = np.broadcast_to(signs[:, None], (1, width, samples))
    for k in range(sound, 0, -1):
        matrix, received, slopes = passed[k - 1]
        received, exponent_received = unit(received)
        slopes, exponent_slopes = unit(slopes)
        gradient = np.concatenate([at_last_layer, gradient]) * slopes
        exponents = np.append(0.0, exponents) + exponent_slopes
        update = gradient @ received.T / samples
        updates[k - 1 :, k - 1] = exponents + exponent_received + log_rms(update)
        gradient, grown = unit(matrix.T @ gradient)
        exponents = exponents + grown
        gradients[k - 1 :, k - 1] = exponents + log_rms(gradient)
        size = log_rms(matrix) + math.log10(width) / 2.0
        factors[k - 1] = (size + exponent_slopes + log_rms(slopes)).item()
    with np.errstate(over="ignore"):
        return result(len(matrices), 10.0**factors, gradients, updates)


def unit(values: Array) -> tuple[Array, Array]:
    """Each matrix divided by the largest of its magnitudes, and the log10 of that."""
    largest = np.maximum(values.max(axis=(-2, -1), keepdims=True), -values.min(axis=(-2, -1), keepdims=True))
    largest[largest == 0.0] = 1.0
    return values / largest, np.log10(largest[..., 0, 0])


def log_rms(values: Array) -> Array:
    """log10 of the root mean square of each matrix."""
    flat = values.reshape(*values.shape[:-2], 1, -1)
    squares = (flat @ flat.swapaxes(-2, -1))[..., 0, 0]
    with np.errstate(divide="ignore"):
        return np.asarray(np.log10(squares / flat.shape[-1]) / 2.0)


def result(layers: int, factors: Array, gradients: Array, updates: Array) -> Backpropagation:
    """The result for so many layers, from those that do not overflow."""
    sound = len(factors)

    def padded(known: Array, shape: tuple[int, ...]) -> Array:
        values = np.full(shape, np.nan)
        values[tuple(slice(size) for size in known.shape)] = known
        return values

    depth, layer = np.ogrid[:layers, : layers + 1]
    later = layer > depth + 1
    return Backpropagation(
        factors=read_only(padded(factors, (layers,))),
        gradients=read_only(np.where(later, np.nan, padded(gradients, (layers, layers + 1)))),
        updates=read_only(np.where(later[:, 1:], np.nan, padded(updates, (layers, layers)))),
        overflow=None if sound == layers else sound + 1,
    )
