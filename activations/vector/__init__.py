"""Functions of several numbers at once, with their Jacobians: softmax and its kin, gated units, maxout.

    >>> from activations.vector import sparsemax
    >>> sparsemax([0.4, 0.6, -1.0]).tolist()
    [0.4, 0.6, 0.0]

`VECTORS` holds the record of each. A file a family; a definition in one of these files is all it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from activations.vector import exponentials, gates, pieces, projections
from activations.vector.exponentials import (
    log_softmax,
    log_softmax_gradient,
    log_softmax_jacobian,
    softmax,
    softmax_gradient,
    softmax_jacobian,
    softmin,
    softmin_gradient,
    softmin_jacobian,
)
from activations.vector.gates import (
    geglu,
    geglu_gradient,
    geglu_jacobian,
    glu,
    glu_gradient,
    glu_jacobian,
    reglu,
    reglu_gradient,
    reglu_jacobian,
    swiglu,
    swiglu_gradient,
    swiglu_jacobian,
)
from activations.vector.pieces import (
    MaxoutGradient,
    maxout,
    maxout_gradient,
    maxout_jacobian,
    maxout_piece,
)
from activations.vector.projections import sparsemax, sparsemax_gradient, sparsemax_jacobian
from activations.vector.record import Order, Outputs, VectorActivation, VectorFacts

FAMILIES = (exponentials, projections, gates, pieces)

VECTORS: Mapping[str, VectorActivation] = MappingProxyType(
    {
        definition.name: definition
        for family in FAMILIES
        for definition in vars(family).values()
        if isinstance(definition, VectorActivation)
    }
)
"""Every function of several numbers by name, in the order in which visitors meet them."""

__all__ = [
    "VECTORS",
    "MaxoutGradient",
    "Order",
    "Outputs",
    "VectorActivation",
    "VectorFacts",
    "geglu",
    "geglu_gradient",
    "geglu_jacobian",
    "glu",
    "glu_gradient",
    "glu_jacobian",
    "log_softmax",
    "log_softmax_gradient",
    "log_softmax_jacobian",
    "maxout",
    "maxout_gradient",
    "maxout_jacobian",
    "maxout_piece",
    "reglu",
    "reglu_gradient",
    "reglu_jacobian",
    "softmax",
    "softmax_gradient",
    "softmax_jacobian",
    "softmin",
    "softmin_gradient",
    "softmin_jacobian",
    "sparsemax",
    "sparsemax_gradient",
    "sparsemax_jacobian",
    "swiglu",
    "swiglu_gradient",
    "swiglu_jacobian",
]
