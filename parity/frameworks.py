"""PyTorch, Keras and JAX alike: run a snippet, and have its gradient from the framework itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Any

import numpy as np

from parity.accuracy import Floats
from parity.result import PACKAGES

os.environ.update(KERAS_BACKEND="jax", JAX_PLATFORMS="cpu", JAX_ENABLE_X64="1")

import jax
import keras
import torch


@dataclass(frozen=True)
class Computed:
    """What a snippet makes of x, and the gradient by x; None where the framework lets none pass."""

    values: Floats
    gradient: Floats | None


Run = Callable[[str, Floats, Floats | None, Mapping[str, Floats]], Computed]
"""From a snippet, x, the gradient by the result (1 everywhere if None), and further arrays it names."""


def in_pytorch(code: str, x: Floats, upstream: Floats | None, arguments: Mapping[str, Floats]) -> Computed:
    inputs = torch.tensor(x, requires_grad=True)
    values = result(code, inputs, {name: torch.tensor(array) for name, array in arguments.items()})
    computed = values.detach().numpy()
    try:
        (gradient,) = torch.autograd.grad(
            values, inputs, torch.ones_like(values) if upstream is None else torch.tensor(upstream)
        )
    except RuntimeError as error:
        if "is not implemented" not in str(error):
            raise
        return Computed(computed, None)
    return Computed(computed, gradient.numpy())


def in_jax(code: str, x: Floats, upstream: Floats | None, arguments: Mapping[str, Floats]) -> Computed:
    arrays = {name: jax.numpy.asarray(array) for name, array in arguments.items()}
    values, pull_back = jax.vjp(lambda inputs: result(code, inputs, arrays), jax.numpy.asarray(x))
    if upstream is None or values.dtype != upstream.dtype:
        upstream = np.ones_like(values)
    (gradient,) = pull_back(jax.numpy.asarray(upstream))
    return Computed(np.asarray(values), np.asarray(gradient))


def in_keras(code: str, x: Floats, upstream: Floats | None, arguments: Mapping[str, Floats]) -> Computed:
    keras.config.set_floatx(x.dtype.name)
    return in_jax(code, x, upstream, arguments)


def result(code: str, x: Any, arguments: Mapping[str, Any]) -> Any:
    """What the snippet calls y."""
    names = {"x": x, **arguments}
    exec(code, names)
    return names["y"]


FRAMEWORKS: Mapping[str, Run] = {"PyTorch": in_pytorch, "Keras": in_keras, "JAX": in_jax}


def evaluate(expression: str) -> float:
    """The value of an expression that names the frameworks."""
    return float(eval(expression, {"torch": torch, "keras": keras, "jax": jax}))


def versions() -> dict[str, str]:
    """What is compared, without the suffix of a build."""
    return {name: metadata.version(package).partition("+")[0] for name, package in PACKAGES.items()}
