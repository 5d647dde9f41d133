"""Claims about where a slope is large, small or nothing, settled by the catalog's derivatives."""

from __future__ import annotations

import math

from activations.catalog import CATALOG
from activations.claims.claim import Evidence, claim
from activations.comparison import slopes_cross
from activations.core import SATURATED_SHARE, Activation, number
from activations.measure import largest_slope, saturated_zones, sides

SIGMOID, TANH, RELU = CATALOG["sigmoid"], CATALOG["tanh"], CATALOG["relu"]
LEAKY_RELU, ELU, SOFTPLUS = CATALOG["leaky_relu"], CATALOG["elu"], CATALOG["softplus"]
FAR = 1e3
"""How far out an edge of saturation is looked for."""


def slope_at(activation: Activation, x: float) -> float:
    return float(activation.derivative(x))


@claim(
    "wrong",
    {"003": "输入大于0 的部分梯度为1，输入小于0 的部分无限趋近于-α"},
    lesson="saturation",
    f="ELU",
    mean=-3,
)
def elu_floor() -> Evidence:
    x = -10.0
    (alpha,) = ELU.parameters
    value, slope = float(ELU(x)), slope_at(ELU, x)
    return Evidence(
        settled=float(ELU(-math.inf)) == -alpha.default and slope_at(ELU, -math.inf) == 0.0,
        values={"alpha": alpha.default, "x": x, "value": number(value, 6), "slope": slope},
    )


@claim("wrong", {"001": "当输入接近零或负值时，导数值为零"}, lesson="explore", f="ReLU", x=0.1)
def relu_near_zero() -> Evidence:
    near, far = 1e-6, -100.0
    return Evidence(
        settled=slope_at(RELU, near) == 1.0 and slope_at(RELU, far) == 0.0,
        values={
            "near": near,
            "slope_near": slope_at(RELU, near),
            "far": far,
            "slope_far": slope_at(RELU, far),
        },
    )


@claim(
    "wrong",
    {"000": "不管是大於等於0還是小於0，都不會出現梯度消失的情況"},
    lesson="vanishing_gradient",
    layers=5,
    z=-1,
)
def leaky_vanishes() -> Evidence:
    layers = 5
    (alpha,) = LEAKY_RELU.parameters
    leaky, sigmoid = alpha.default**layers, largest_slope(SIGMOID) ** layers
    return Evidence(
        settled=0.0 < leaky < sigmoid,
        values={
            "alpha": alpha.default,
            "layers": str(layers),
            "leaky": leaky,
            "best": largest_slope(SIGMOID),
            "sigmoid": number(sigmoid, 6),
        },
    )


@claim(
    "true with a condition",
    {
        "001": "当 x > 6 或 x < -6 … the derivation of this function is closed to zero when x > 3 或 x < -3",
    },
    lesson="saturation",
    f="Sigmoid",
    mean=6,
)
def nearly_flat() -> Evidence:
    stated = {SIGMOID: 6.0, TANH: 3.0}
    shares = {f: slope_at(f, x) / largest_slope(f) for f, x in stated.items()}
    edges = {f: saturated_zones(f, 0.0, FAR)[0].low for f in stated}
    return Evidence(
        settled=all(0.95 * SATURATED_SHARE < share < SATURATED_SHARE for share in shares.values())
        and all(edges[f] < x for f, x in stated.items()),
        values={
            "sigmoid_x": stated[SIGMOID],
            "sigmoid": number(slope_at(SIGMOID, stated[SIGMOID]), 5),
            "sigmoid_largest": largest_slope(SIGMOID),
            "sigmoid_edge": edges[SIGMOID],
            "tanh_x": stated[TANH],
            "tanh": number(slope_at(TANH, stated[TANH]), 5),
            "tanh_largest": largest_slope(TANH),
            "tanh_edge": edges[TANH],
            "share": 100 * SATURATED_SHARE,
        },
    )


@claim(
    "true with a condition",
    {"004": "tanh两端几乎没有梯度，比sigmoid的梯度还小"},
    lesson="compare",
    f1="Tanh",
    f2="Sigmoid",
    show="f′",
    range=(-4, 4),
    x=1.7,
)
def tanh_below_sigmoid() -> Evidence:
    crossing = slopes_cross(TANH, SIGMOID, 0.0, 10.0)
    before, after = 1.0, 3.0
    return Evidence(
        settled=before < crossing < after
        and slope_at(TANH, before) > slope_at(SIGMOID, before)
        and slope_at(TANH, after) < slope_at(SIGMOID, after),
        values={
            "crossing": crossing,
            "before": before,
            "tanh_before": slope_at(TANH, before),
            "sigmoid_before": slope_at(SIGMOID, before),
            "after": after,
            "tanh_after": slope_at(TANH, after),
            "sigmoid_after": slope_at(SIGMOID, after),
        },
    )


@claim(
    "true with a condition",
    {
        "000": "f'(x) = 0 for x < 0, 1 for x ≥ 0",
        "001": "derivative_relu = np.vectorize(lambda x:1 if x > 0 else 0, otypes=[np.float])",
        "002": "ReLU'(z) = 1 z ≥ 0, 0 z < 0",
    },
    lesson="explore",
    f="ReLU",
    kink="0.5",
    x=0,
)
def slope_at_zero() -> Evidence:
    at_zero = sides(RELU, 0.0)
    theirs = {each.framework: each.slopes_at_kinks()[0] for each in RELU.spellings if each.slopes_at_kinks}
    alpha = 2.0
    elu = sides(ELU, 0.0, alpha=alpha)
    return Evidence(
        settled=(at_zero.slope_left, at_zero.slope_right) == (0.0, 1.0)
        and elu.slope_left != elu.slope_right
        and set(theirs.values()) == {slope_at(RELU, 0.0)},
        values={
            "left": at_zero.slope_left,
            "right": at_zero.slope_right,
            "frameworks": ", ".join(theirs),
            "theirs": slope_at(RELU, 0.0),
            "alpha": alpha,
            "elu_left": elu.slope_left,
            "elu_right": elu.slope_right,
        },
    )


@claim(
    "true with a condition",
    {"000": "對於小於0的 α ，也有一個很小的導數，但左側存在軟飽和性"},
    lesson="explore",
    f="ELU",
    x=-0.1,
)
def elu_small_slope() -> Evidence:
    near = -0.1
    edge = saturated_zones(ELU, -FAR, 0.0)[0].high
    return Evidence(
        settled=slope_at(ELU, near) > 0.5 * largest_slope(ELU) and edge < near,
        values={
            "near": near,
            "slope": slope_at(ELU, near),
            "share": 100 * SATURATED_SHARE,
            "edge": edge,
        },
    )


@claim(
    "true with a condition",
    {"000": "SoftPlus 相當於是對ReLU 的平滑，解決了Dead ReLU 問題"},
    lesson="dead_relu",
    f="Softplus",
)
def softplus_revives() -> Evidence:
    far = -10.0
    edge = saturated_zones(SOFTPLUS, -FAR, 0.0)[0].high
    return Evidence(
        settled=0.0 < slope_at(SOFTPLUS, far) < SATURATED_SHARE * largest_slope(SOFTPLUS),
        values={
            "far": far,
            "slope": slope_at(SOFTPLUS, far),
            "share": 100 * SATURATED_SHARE,
            "edge": edge,
        },
    )


@claim(
    "true with a condition", {"002": "在输入为0时输出为0.5，即已经是半饱和的稳定状态"}, lesson="saturation"
)
def half_saturated() -> Evidence:
    return Evidence(
        settled=slope_at(SIGMOID, 0.0) == largest_slope(SIGMOID),
        values={
            "value": float(SIGMOID(0.0)),
            "slope": slope_at(SIGMOID, 0.0),
            "edge": saturated_zones(SIGMOID, 0.0, FAR)[0].low,
        },
    )


@claim("true with a condition", {"002": "避免梯度消失问题"}, lesson="vanishing_gradient", layers=5, z=-1)
def relu_vanishes() -> Evidence:
    layers = 5
    inputs = [1.0] * (layers - 1) + [-1.0]
    return Evidence(
        settled=math.prod(slope_at(RELU, z) for z in inputs[:-1]) == 1.0
        and math.prod(slope_at(RELU, z) for z in inputs) == 0.0,
        values={
            "layers": str(layers),
            "open": str(layers - 1),
            "product": math.prod(slope_at(RELU, z) for z in inputs),
        },
    )
