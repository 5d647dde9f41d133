"""The conditions on the inputs of a regression, kept and broken; no Streamlit."""

from __future__ import annotations

import numpy as np

from activations.core import Parameter, number
from activations.simulations.regression_conditions import Example, simulate
from ui.canvas import Canvas, padded
from ui.heavy import kept
from ui.lessons.linearity.regression import Ends, Words
from ui.picture import Family, Numbers, Picture, State
from ui.sampling import positions

BROKEN = Parameter("broken", "", 0.0, 0.0, 1.0, 0.05)


@kept(16)
def broken_condition(condition: str, broken: float, seed: int, words: Words) -> Picture:
    """The points of an example, and its weights for each draw of the noise, however broken it is."""
    steps = positions(BROKEN, broken)
    examples = [simulate(condition, broken=each, seed=seed) for each in steps]
    canvas = Canvas()
    left, right = canvas.arrange(columns=2, gap=0.1)
    missing = canvas.add(
        left,
        "ink",
        mode="markers",
        open=[True] * len(examples[0].up),
        marker={"size": 9, "line": {"width": 1.5}},
    )
    there = canvas.points(left, "blue", "circle", 9)
    line = canvas.add(left, "vermilion", mode="lines", line={"width": 3})
    cloud = canvas.points(right, "blue", "circle", 7)
    tied = canvas.add(right, "blue", mode="lines", line={"width": 3})
    truth = canvas.points(right, "vermilion", "x", 15)
    across = padded(examples[0].across.min(), examples[0].across.max())

    def state(example: Example) -> State:
        kept, x = example.kept, np.array(across)
        data = {
            (there, "x"): example.across,
            (there, "y"): np.where(kept, example.up, np.nan),
            (missing, "x"): example.across,
            (missing, "y"): np.where(kept, np.nan, example.up),
            (line, "x"): x,
            (line, "y"): example.line.weights[0] + example.line.weights[1] * x,
            (cloud, "x"): example.estimates[:, 0],
            (cloud, "y"): example.estimates[:, 1],
            (truth, "x"): example.truth[:1],
            (truth, "y"): example.truth[1:],
        }
        singular = np.isnan(example.estimates).all()
        ends = example.model.weights[1] + np.array([-9.0, 9.0])
        other = example.model.weights[-1] + np.array([9.0, -9.0])
        nowhere = np.full(2, np.nan)
        return data | {
            (tied, "x"): ends if singular else nowhere,
            (tied, "y"): other if singular else nowhere,
        }

    ups = np.concatenate([each.up for each in examples])
    canvas.set_axes(left, across, padded(ups.min(), ups.max()), words.axes[0])
    canvas.set_axes(right, reach(examples, 0), reach(examples, 1), words.axes[1])
    return canvas.picture(
        words,
        families=[Family.of(BROKEN.name, steps, [state(each) for each in examples], facts(examples))],
        numbers=Numbers(words.titles, curves=(there,)),
        wraps=True,
        initial={BROKEN.name: (BROKEN.default,)},
    )


def facts(examples: list[Example]) -> dict[str, list[str]]:
    """What the words say of each example: correlation, fit, condition of XᵀX, and its weights."""
    words: dict[str, list[str]] = {
        name: [] for name in ("r", "r2", "condition", "mean0", "mean1", "wide0", "wide1", "true0", "true1")
    }
    for example in examples:
        kept = example.kept
        said = {
            "r": float(np.corrcoef(example.across[kept], example.up[kept])[0, 1]),
            "r2": float(example.model.r_squared),
            "condition": example.model.condition,
        }
        for place in (0, 1):
            estimates = example.estimates[:, place]
            unknown = bool(np.isnan(estimates).any())
            said |= {
                f"mean{place}": float("nan") if unknown else float(estimates.mean()),
                f"wide{place}": float("inf") if unknown else float(estimates.std()),
                f"true{place}": float(example.truth[place]),
            }
        for name, value in said.items():
            words[name].append("–" if np.isnan(value) else number(round(value, 2), 2))
    return words


def reach(examples: list[Example], place: int) -> Ends:
    """The span that shows nearly all estimates of every example, and the truth."""
    seen = np.concatenate(
        [each.estimates[:, place] for each in examples[:-1]] + [each.truth[[place]] for each in examples]
    )
    low, high = np.nanquantile(seen, [0.002, 0.998])
    truths = [float(each.truth[place]) for each in examples]
    return padded(min(low, *truths), max(high, *truths))
