"""Claims about the values that a function and its slope take, settled by the catalog's ranges."""

from __future__ import annotations

import math
from collections.abc import Iterable

from activations.catalog import CATALOG
from activations.claims.claim import Evidence, claim
from activations.core import Interval, union


def takes(parts: Iterable[Interval], value: float) -> bool:
    return any(value in part for part in parts)


@claim(
    "wrong",
    {
        "002": "导数值域: [0, 0.25] … 导数值域: [0, 1]",
        "003": "sigmoid 函数的梯度取值范围大概是[0, 0.25]",
    },
    lesson="saturation",
    f="Sigmoid",
    spread=4,
)
def squashing_slopes() -> Evidence:
    sigmoid, tanh = CATALOG["sigmoid"], CATALOG["tanh"]
    far = 10.0
    stated = {sigmoid: Interval(0.0, 0.25, True, True), tanh: Interval(0.0, 1.0, True, True)}
    return Evidence(
        settled=all(
            0.0 in interval
            and not takes(activation.derivative_range(), 0.0)
            and float(activation.derivative(far)) > 0.0
            for activation, interval in stated.items()
        ),
        values={
            "stated_sigmoid": str(stated[sigmoid]),
            "stated_tanh": str(stated[tanh]),
            "sigmoid": union(sigmoid.derivative_range()),
            "tanh": union(tanh.derivative_range()),
            "far": far,
            "sigmoid_far": float(sigmoid.derivative(far)),
            "tanh_far": float(tanh.derivative(far)),
        },
    )


@claim(
    "wrong", {"002": "输出值域: (0, ∞) … 导数值域: [0, 1] … 反向导数恒等于1"}, lesson="explore", f="ReLU", x=0
)
def relu_ranges() -> Evidence:
    relu = CATALOG["relu"]
    stated, stated_slopes = Interval(0.0, math.inf), Interval(0.0, 1.0, True, True)
    between = 0.5
    return Evidence(
        settled=0.0 not in stated
        and takes(relu.range(), 0.0)
        and between in stated_slopes
        and not takes(relu.derivative_range(), between)
        and takes(relu.derivative_range(), 0.0),
        values={
            "stated": str(stated),
            "stated_slopes": str(stated_slopes),
            "range": union(relu.range()),
            "slopes": union(relu.derivative_range()),
        },
    )


@claim("wrong", {"002": "导数值域: [α, 1]"}, lesson="explore", f="Leaky ReLU", show="f′")
def leaky_slopes() -> Evidence:
    leaky = CATALOG["leaky_relu"]
    (alpha,) = leaky.parameters
    slopes = leaky.derivative_range()
    stated = Interval(alpha.default, 1.0, True, True)
    between = (stated.low + stated.high) / 2
    return Evidence(
        settled=between in stated and not takes(slopes, between),
        values={"alpha": alpha.default, "stated": str(stated), "slopes": union(slopes)},
    )


@claim("wrong", {"002": "导数值域: (0, 1]"}, lesson="explore", f="ELU", f_elu_alpha=2, x=0)
def elu_slopes() -> Evidence:
    elu = CATALOG["elu"]
    stated = (Interval(0.0, 1.0, high_closed=True),)
    small, large = 0.5, 2.0
    return Evidence(
        settled=elu.derivative_range(alpha=1.0) == stated
        and elu.derivative_range(alpha=small) != stated
        and elu.derivative_range(alpha=large) != stated,
        values={
            "stated": union(stated),
            "small": small,
            "small_slopes": union(elu.derivative_range(alpha=small)),
            "large": large,
            "large_slopes": union(elu.derivative_range(alpha=large)),
        },
    )


@claim("wrong", {"004": "压缩值在[-1,1] … 存在值饱和,梯度为0情况"}, lesson="saturation", f="Tanh", spread=4)
def tanh_range() -> Evidence:
    tanh = CATALOG["tanh"]
    stated, far = Interval(-1.0, 1.0, True, True), 10.0
    slope = float(tanh.derivative(far))
    return Evidence(
        settled=1.0 in stated and not takes(tanh.range(), 1.0) and slope > 0.0,
        values={"stated": str(stated), "range": union(tanh.range()), "far": far, "slope": slope},
    )


@claim(
    "wrong",
    {"002": "激活函数的作用 … 把公式1的计算结果压缩到[0,1]之间，便于后面的计算"},
    lesson="linearity",
    view="neuron",
    f="Tanh",
    b=-1,
)
def squeezing() -> Evidence:
    stated = Interval(0.0, 1.0, True, True)
    inside = [
        activation
        for activation in CATALOG.values()
        if all(part.low in stated and part.high in stated for part in activation.range())
    ]
    return Evidence(
        settled=CATALOG["sigmoid"] in inside and not {CATALOG["tanh"], CATALOG["relu"]} & set(inside),
        values={
            "stated": str(stated),
            "sigmoid": union(CATALOG["sigmoid"].range()),
            "tanh": union(CATALOG["tanh"].range()),
            "relu": union(CATALOG["relu"].range()),
            "inside": str(len(inside)),
            "all": str(len(CATALOG)),
        },
    )
