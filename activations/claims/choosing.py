"""Claims about which function to choose, what one must be like, and where it comes from."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog import CATALOG
from activations.claims.claim import Evidence, claim
from activations.core import number, union
from activations.measure import largest_slope
from activations.simulations import several_classes
from activations.simulations.classifier import judge
from activations.simulations.several_classes import NONE, REACH, SEVERAL

SIGMOID, TANH, RELU = CATALOG["sigmoid"], CATALOG["tanh"], CATALOG["relu"]


@claim(
    "wrong",
    {"002": "必须要保证激活函数的可导性 … 单调性：单一的输入会得到单一的输出，较大值的输入得到较大值的输出"},
    lesson="explore",
    f="ReLU",
    x=0,
)
def smooth_and_monotonic() -> Evidence:
    """ReLU has a kink; three functions that work well fall before they rise: their minima."""
    falling = {name: CATALOG[name].facts() for name in ("silu", "gelu", "mish")}
    return Evidence(
        settled=RELU.kinks() == (0.0,)
        and all(facts.trend == "not monotonic" and facts.minimum_at for facts in falling.values()),
        values={name: number(facts.range[0].low, 5) for name, facts in falling.items()},
    )


@claim(
    "wrong",
    {"000": "嚴格優於sigmoid", "002": "具有Sigmoid的所有优点"},
    lesson="choose",
    layer="output",
    task="two classes",
)
def tanh_better() -> Evidence:
    x = -1.0
    value = float(TANH(x))
    return Evidence(
        settled=not any(value in part for part in SIGMOID.range()) and float(SIGMOID(x)) > 0.0,
        values={
            "x": x,
            "tanh": value,
            "sigmoid": float(SIGMOID(x)),
            "range": union(TANH.range()),
        },
    )


@claim(
    "wrong",
    {"000": "2012年學術界提出了下面的ReLU 激活函數"},
    lesson="explore",
    f="ReLU",
    source=RELU.reference,
)
def relu_year() -> Evidence:
    stated = 2012
    return Evidence(
        settled=RELU.reference.year < stated,
        values={"stated": str(stated), "year": str(RELU.reference.year), "authors": RELU.reference.authors},
    )


@claim("wrong", {"000": "這樣對於小於0的 α ，也有了一個很小的導數"}, lesson="explore", f="Leaky ReLU", x=-1)
def alpha_below_zero() -> Evidence:
    ((leaky,), (elu,)) = (CATALOG[name].parameters for name in ("leaky_relu", "elu"))
    below = -0.01
    return Evidence(
        settled=below not in leaky.domain and below not in elu.domain,
        values={"leaky": str(leaky.domain), "elu": str(elu.domain)},
    )


@claim(
    "wrong",
    {"003": "LeakyReLU … α 可以随机取，也可以给定特定的值"},
    lesson="learned_slope",
    source=CATALOG["rrelu"].reference,
)
def random_slope() -> Evidence:
    (leaky,), (rrelu,) = CATALOG["leaky_relu"].parameters, CATALOG["rrelu"].parameters
    return Evidence(
        settled=leaky.origin == "set by hand" and rrelu.origin == "drawn at random",
        values={
            "drawn_from": str(rrelu.drawn_from),
            "mean": rrelu.default,
            "leaky": leaky.default,
        },
    )


@claim(
    "true with a condition",
    {"003": "当随机取时，可以引入随机性，从而帮助参数取值跳出局部最优和鞍点"},
    lesson="learned_slope",
    source=CATALOG["rrelu"].reference,
)
def random_escape() -> Evidence:
    """Slopes for a negative and a positive input at both ends of what is drawn: chance enters one of them."""
    rrelu = CATALOG["rrelu"]
    drawn_from = rrelu.parameters[0].drawn_from
    assert drawn_from is not None
    lowest, highest = (
        rrelu.derivative(np.array([-2.0, 2.0]), alpha=end) for end in (drawn_from.low, drawn_from.high)
    )
    return Evidence(
        settled=bool(lowest[1] == highest[1] and lowest[0] != highest[0]),
        values={
            "authors": rrelu.reference.authors,
            "year": str(rrelu.reference.year),
            "low": lowest[0],
            "high": highest[0],
            "positive": lowest[1],
        },
    )


@claim(
    "true with a condition",
    {"004": "不要使用 sigmoid"},
    lesson="choose",
    layer="output",
    task="two classes",
)
def never_sigmoid() -> Evidence:
    """The gradient of −ln σ(z) by z, as a difference quotient: it is σ(z) − 1."""
    z, step = -5.0, 1e-6
    loss = CATALOG["softplus"]
    quotient = float(loss(-(z + step)) - loss(-(z - step))) / (2 * step)
    gradient = float(SIGMOID(z)) - 1.0
    return Evidence(
        settled=math.isclose(quotient, gradient, rel_tol=1e-6)
        and abs(gradient) > 100 * float(SIGMOID.derivative(z)),
        values={
            "z": z,
            "gradient": gradient,
            "slope": float(SIGMOID.derivative(z)),
            "largest": largest_slope(SIGMOID),
        },
    )


@claim(
    "true with a condition",
    {"002": "神经网络最后一层不需要激活函数"},
    lesson="choose",
    layer="output",
    task="two classes",
)
def last_layer() -> Evidence:
    judged = judge()
    (z, *_), (a, *_) = judged.z.tolist(), judged.probabilities.tolist()
    return Evidence(
        settled=not 0.0 < z < 1.0 and 0.0 < a < 1.0,
        values={"z": z, "a": a},
    )


@claim(
    "wrong",
    {"002": "如果(A|C)告诉你是C类，则基本是C类了，不可能是B类 … 告诉你是“红类”，那么它确实就是红类"},
    lesson="softmax",
    view="several classes",
)
def one_against() -> Evidence:
    decisions = several_classes.simulate().decisions
    pairs, rest = decisions["one against one"], decisions["one against the rest"]
    assert pairs.open_at
    votes = dict(zip(pairs.classifiers, pairs.verdicts(*pairs.open_at), strict=True))
    cyclic, none, several = pairs.share(SEVERAL), rest.share(NONE), rest.share(SEVERAL)
    return Evidence(
        settled=sorted(votes.values()) == ["A", "B", "C"] and min(cyclic, none, several) > 0.0,
        values={
            "votes": ", ".join(f"({pair}): {winner}" for pair, winner in votes.items()),
            "cyclic": number(100 * cyclic, 1),
            "none": number(100 * none, 1),
            "several": number(100 * several, 1),
            "reach": number(REACH),
        },
    )
