"""Claims that are code or formulas to compute with, settled by running them."""

from __future__ import annotations

import math
import sys

import numpy as np

from activations.catalog import CATALOG
from activations.claims.claim import Evidence, claim, listed
from activations.core import number
from activations.simulations.softmax import naive_softmax
from activations.vector import softmax

LAST_EXP = math.log(sys.float_info.max)
"""The largest x for which e^x is a float64."""


@claim("wrong", {"001": "otypes=[np.float] … z = np.exp(x) … return z/z.sum()"}, lesson="softmax", shift=1000)
def numpy_code() -> Evidence:
    logits = np.array([1000.0, 1000.0])
    typed = naive_softmax(logits)
    return Evidence(
        settled=not hasattr(np, "float") and bool(np.isnan(typed).all()),
        values={
            "logits": listed(logits),
            "typed": listed(typed),
            "stable": listed(softmax(logits)),
            "version": np.__version__,
        },
    )


@claim(
    "wrong",
    {"004": "return exp(x)/(1 + exp(x)) … return (exp(x) - exp(-x))/(exp(x) + exp(-x))"},
    lesson="numerics",
    power=2.9,
)
def sigmoid_code() -> Evidence:
    last_good, beyond = np.floor(LAST_EXP), np.nextafter(LAST_EXP, np.inf)
    with np.errstate(all="ignore"):
        sigmoid = [np.exp(x) / (1.0 + np.exp(x)) for x in (last_good, beyond)]
        tanh = [(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)) for x in (last_good, beyond, -beyond)]
    return Evidence(
        settled=np.isnan(sigmoid).tolist() == [False, True]
        and np.isnan(tanh).tolist() == [False, True, True],
        values={"last": number(LAST_EXP, 2), "sigmoid": float(CATALOG["sigmoid"](LAST_EXP + 1.0))},
    )


@claim("true with a condition", {"004": "max(0.01x, x)"}, lesson="maxout", k=2, w1=2, b1=0, w2=1, b2=0)
def maximum_form() -> Evidence:
    prelu, x = CATALOG["prelu"], 1.0
    usual, large = CATALOG["leaky_relu"].parameters[0].default, 2.0
    return Evidence(
        settled=all(max(usual * at, at) == float(prelu(at, alpha=usual)) for at in (-x, x))
        and max(large * x, x) != float(prelu(x, alpha=large)),
        values={
            "large": large,
            "x": x,
            "maximum": max(large * x, x),
            "value": float(prelu(x, alpha=large)),
        },
    )
