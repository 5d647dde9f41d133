"""Why a network needs an activation: a stack of linear layers is one linear layer, however deep.

W_2·(W_1·x + b_1) + b_2 = (W_2·W_1)·x + (W_2·b_1 + b_2), so without an activation every boundary is straight.
Documents 000, 001 and 002 say so; here a stack is collapsed, and trained with and without an activation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from activations.catalog import CATALOG
from activations.core import Activation, Array, read_only
from activations.simulations.datasets import Dataset, two_classes
from activations.simulations.network import History, Layer, Network, forward, initialise, train

MOST_LAYERS = 6
WIDTH = 6
SIDE = np.linspace(-2.0, 2.0, 31)
"""The plane's square: the data sets reach to about ±1.5."""


def collapse(network: Network) -> Layer:
    """The one layer that does what all layers do if nothing is between them: W = W_L···W_1, and its bias.

    Leading axes hold networks side by side.
    """
    weights, biases = network[0].weights, network[0].biases
    for layer in network[1:]:
        biases = (layer.weights @ biases[..., None])[..., 0] + layer.biases
        weights = layer.weights @ weights
    return Layer(weights.copy(), biases.copy())


@dataclass(frozen=True, eq=False)
class Training:
    """A stack in training; the first axis of each array but ``across`` is the frame.

    ``history`` is the run itself; frame i is after ``history.kept[i]`` steps. ``heights``, of shape (frames,
    cells, cells), are the network's output z where x₁ is ``across[column]`` and x₂ is ``across[row]``; the
    boundary is where z is 0. ``collapsed`` is each frame's stack without activations, and ``apart`` the
    largest difference between its output and z there. ``right`` is the share of points on their class's side.
    Where a network's numbers overflow, a height is infinite or NaN, and apart is infinite.
    """

    history: History
    across: Array
    heights: Array
    collapsed: Layer
    apart: Array
    right: Array


@dataclass(frozen=True, eq=False)
class Comparison:
    """The same points and the same first weights, with an activation between the layers and without."""

    points: Dataset
    bent: Training
    straight: Training


def simulate(
    activation: Activation = CATALOG["relu"],
    *,
    layers: int = 3,
    data: str = "circles",
    seed: int = 0,
    learning_rate: float = 0.5,
    steps: int = 200,
    frames: int = 20,
    **parameters: float,
) -> Comparison:
    """Trains a stack of so many layers, hidden ones WIDTH wide, with the activation and with the identity.

    The weights are drawn by Xavier's rule, the loss is cross-entropy; a stack of one layer has no place for
    an activation. Frames after the first are steps / frames steps apart.

    Raises ValueError for fewer than one layer or frame, fewer steps than frames, and as two_classes and
    train do.
    """
    if layers < 1:
        raise ValueError(f"a stack has at least one layer, not {layers}")
    if not 1 <= frames <= steps:
        raise ValueError(f"there must be at least one frame and a step for each, not {frames} and {steps}")
    points = two_classes(data, seed=seed)
    start = initialise([2, *[WIDTH] * (layers - 1), 1], "Xavier", seed)

    def trained(function: Activation, given: dict[str, float]) -> Training:
        history = train(
            start,
            function,
            points.x,
            points.y,
            learning_rate=learning_rate,
            steps=steps,
            loss="cross-entropy",
            keep_every=steps // frames,
            **given,
        )
        return watched(history, function, given, points)

    return Comparison(points, trained(activation, parameters), trained(CATALOG["identity"], {}))


def watched(
    history: History, activation: Activation, parameters: dict[str, float], points: Dataset
) -> Training:
    """A run with what its frames show."""
    networks = history.networks
    plane = np.stack(np.meshgrid(SIDE, SIDE), axis=-1).reshape(-1, 2)
    with np.errstate(all="ignore"):
        collapsed = collapse(networks)
        z = forward(networks, activation, parameters, plane).outputs[-1][..., 0]
        differences = np.abs(z - forward((collapsed,), activation, {}, plane).outputs[-1][..., 0])
        answers = forward(networks, activation, parameters, points.x).outputs[-1][..., 0]
    return Training(
        history=history,
        across=read_only(SIDE),
        heights=read_only(z.reshape(-1, len(SIDE), len(SIDE))),
        collapsed=collapsed,
        apart=read_only(np.where(np.isnan(differences), np.inf, differences).max(axis=-1)),
        right=read_only(((answers > 0.0) == points.y).mean(axis=-1)),
    )
