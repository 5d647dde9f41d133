"""Claims about what descent and backpropagation do, settled by the simulations and by small networks."""

from __future__ import annotations

import math

import numpy as np

from activations.catalog import CATALOG
from activations.claims.claim import Evidence, claim, listed
from activations.core import number
from activations.measure import mean_under_normal, normal_rule
from activations.simulations.classifier import L1, judge
from activations.simulations.network import Layer, Network, forward, gradients, train
from activations.simulations.step_race import descend

RELU = CATALOG["relu"]


@claim("wrong", {"002": "loss_Z = … = 1.313 … loss_A = 0.018, loss_B = 0.112"}, lesson="classifier")
def loss_of_b() -> Evidence:
    stated = 0.112
    judged = judge()
    (_, z_b, _), (_, b, c) = judged.z.tolist(), judged.losses.tolist()
    return Evidence(
        settled=abs(b - stated) > 0.01 and math.isclose(b, float(CATALOG["softplus"](z_b))),
        values={
            "stated": stated,
            "z": z_b,
            "b": number(b, 6),
            "c": number(c, 6),
            "weights": listed(L1.weights),
            "bias": L1.bias,
        },
    )


@claim(
    "wrong",
    {"002": "他本身是零均值的，也就是说，在传递过程中，输入数据的均值并不会发生改变"},
    lesson="saturation",
    f="Tanh",
    mean=1,
)
def tanh_mean() -> Evidence:
    tanh, mean = CATALOG["tanh"], 1.0
    x, weights = normal_rule(mean=mean)
    shifted = float(np.sum(weights * tanh(x)))
    centred = mean_under_normal(tanh)
    return Evidence(
        settled=abs(centred) < 1e-12 and abs(shifted - mean) > 0.1,
        values={"mean": mean, "shifted": shifted, "centred": number(round(centred, 12))},
    )


@claim(
    "wrong",
    {"004": "这个神经元及之后的神经元梯度永远为0，不再对任何数据有所响应"},
    lesson="dead_relu",
    view="return",
)
def dead_neuron() -> Evidence:
    """One unit feeds two of which the first is dead for both samples; all are trained."""
    network = layers(([[1.0]], [0.0]), ([[1.0], [1.0]], [-4.0, 0.0]), ([[1.0, 1.0]], [0.0]))
    x = np.array([[1.0], [2.0]])
    y = 8.0 * x
    first, second, _ = gradients(network, RELU, {}, x, y, "squared error")
    dead, other = second.weights[:, 0].tolist()
    history = train(network, RELU, x, y, learning_rate=0.001, steps=60, loss="squared error")
    alive = [
        bool((forward(history.network(step), RELU, {}, x).pre_activations[1][:, 0] > 0.0).any())
        for step in history.kept
    ]
    return Evidence(
        settled=dead == 0.0 and other != 0.0 and float(first.weights[0, 0]) != 0.0 and True in alive[1:],
        values={
            "dead": dead,
            "other": other,
            "before": float(first.weights[0, 0]),
            "steps": str(alive.index(True)),
        },
    )


def layers(*settings: tuple[list[list[float]], list[float]]) -> Network:
    return tuple(Layer(np.array(weights), np.array(biases)) for weights, biases in settings)


@claim(
    "true with a condition",
    {"004": "Δaᵢ := μΔaᵢ + ϵ ∂E/∂aᵢ"},
    lesson="learned_slope",
    formula="a + Δa",
    rate=0.05,
)
def prelu_descent() -> Evidence:
    """The first step on ½(f(x) − t)² for an x below 0, where ∂E/∂a = (f(x) − t)·x."""
    prelu, x, target, a, rate = CATALOG["prelu"], -2.0, -0.2, 0.25, 0.1

    def error(alpha: float) -> float:
        return (float(prelu(x, alpha=alpha)) - target) ** 2 / 2

    step = rate * (float(prelu(x, alpha=a)) - target) * x
    return Evidence(
        settled=error(a - step) < error(a) < error(a + step),
        values={
            "a": a,
            "error": error(a),
            "step": step,
            "subtracted": error(a - step),
            "added": error(a + step),
        },
    )


@claim(
    "true with a condition",
    {"002": "同样的学习速率，ReLU函数只需要两步就可以做到Sigmoid需要67步才能达到的数值"},
    lesson="step_race",
)
def race() -> Evidence:
    sigmoid, relu = descend(CATALOG["sigmoid"]), descend(RELU)
    wide, narrow = 0.02, 0.0005
    closer = descend(CATALOG["sigmoid"], rule="within", tolerance=wide)
    never = descend(CATALOG["sigmoid"], rule="within", tolerance=narrow)
    return Evidence(
        settled=(sigmoid.steps, relu.steps) == (67, 2)
        and sigmoid.inputs[0] != relu.inputs[0]
        and closer.steps == 66
        and never.steps is None,
        values={
            "start": float(relu.outputs[0]),
            "goal": float(round(relu.outputs[-1], 9)),
            "sigmoid": str(sigmoid.steps),
            "relu": str(relu.steps),
            "sigmoid_start": float(sigmoid.inputs[0]),
            "relu_start": float(relu.inputs[0]),
            "wide": wide,
            "closer": str(closer.steps),
            "narrow": narrow,
        },
    )


@claim(
    "true with a condition",
    {
        "003": "对于该层的所有w 参数，梯度的符号都是一样的",
        "004": "梯度总是正或负的，也就是梯度只有一个更新方向",
    },
    lesson="zigzag",
)
def gradient_signs() -> Evidence:
    """Two units with positive inputs, weighed with opposite signs; then one of them on two samples."""
    inputs = [1.0, 2.0]
    pair = layers(([[1.0, 1.0], [1.0, 1.0]], [0.0, 0.0]), ([[1.0, -1.0]], [0.0]))
    neighbours, _ = gradients(pair, RELU, {}, [inputs], [[1.0]], "squared error")
    single = layers(([[1.0, 1.0]], [0.0]), ([[1.0]], [0.0]))
    summed, _ = gradients(single, RELU, {}, [inputs, inputs[::-1]], [[2.0], [4.0]], "squared error")
    one, other = np.sign(neighbours.weights).tolist()
    return Evidence(
        settled=abs(sum(one)) == 2.0
        and one == [-sign for sign in other]
        and float(np.prod(summed.weights)) < 0.0,
        values={
            "inputs": listed(inputs),
            "one": listed(neighbours.weights[0]),
            "other": listed(neighbours.weights[1]),
            "turned": listed(inputs[::-1]),
            "summed": listed(summed.weights[0]),
        },
    )


@claim(
    "true with a condition",
    {"003": "理想的激活函数的特点： … 输出的分布是零均值的 … 可同时满足激活函数的特点"},
    lesson="saturation",
    f="ELU",
)
def elu_ideal() -> Evidence:
    elu = CATALOG["elu"]
    mean = mean_under_normal(elu)
    return Evidence(
        settled=elu.facts().left == "soft"
        and elu.facts().right == "none"
        and 0.1 < mean < mean_under_normal(RELU),
        values={"mean": mean, "relu": mean_under_normal(RELU)},
    )
