"""The addresses that are out in the world: these names and defaults only ever grow."""

from __future__ import annotations

from typing import NamedTuple

from activations import CATALOG
from ui.page import spelled

WITHOUT_A_FIGURE = {"home", "cheat_sheet", "family_tree", "documents"}
TYPED = {"expression", "search"}
"""Fields that keep whatever is typed, so that it can be put right."""
SLOTS = {
    "explore": ("f",),
    "compare": ("f1", "f2", "f3", "f4", "f5"),
    "step_race": ("f1", "f2"),
    "linearity": ("f",),
    "saturation": ("f",),
    "dead_relu": ("f",),
    "conventions": ("f",),
    "vanishing_gradient": ("f1", "f2", "f3", "f4", "f5"),
}

AT_FIRST: dict[str, dict[str, list[str]]] = {
    "home": {"search": [""], "has": [], "sort": ["family"]},
    "explore": {
        "f": ["ReLU"],
        "range": ["-6", "6"],
        "x": ["1"],
        "show": ["both"],
        "layout": ["overlaid"],
        "kink": ["convention"],
    },
    "compare": {
        "n": ["2"],
        "f1": ["Sigmoid"],
        "f2": ["Tanh"],
        "range": ["-6", "6"],
        "x": ["1"],
        "show": ["both"],
        "layout": ["overlaid"],
    },
    "your_function": {
        "expression": ["x * sigmoid(a*x)"],
        "a": ["1"],
        "range": ["-6", "6"],
        "x": ["1"],
        "show": ["both"],
        "layout": ["overlaid"],
    },
    "cheat_sheet": {"sort": ["family"], "family": ["all"], "only": ["all"]},
    "family_tree": {},
    "vectors": {"v": ["Softmax"], "z1": ["1"], "z2": ["2"], "z3": ["1.6"], "z4": ["-1"]},
    "conventions": {"view": ["kink"], "f": ["Leaky ReLU"], "f_leaky_relu_alpha": ["0.01"]},
    "classifier": {
        "view": ["move the line"],
        "w1": ["-1"],
        "w2": ["2"],
        "b": ["-2"],
        "points": ["2,4,+; 2,1,-; 3,3,-"],
    },
    "linearity": {"view": ["layers"], "f": ["ReLU"], "layers": ["3"], "data": ["circles"], "seed": ["0"]},
    "softmax": {
        "view": ["one input"],
        "classes": ["3"],
        "z1": ["0.4"],
        "z2": ["2"],
        "z3": ["5"],
        "temperature": ["1"],
        "shift": ["0"],
    },
    "maxout": {
        "view": ["one input"],
        "k": ["3"],
        "w1": ["-1"],
        "w2": ["0"],
        "w3": ["1"],
        "b1": ["-1"],
        "b2": ["0"],
        "b3": ["-1"],
    },
    "step_race": {
        "f1": ["Sigmoid"],
        "f2": ["ReLU"],
        "start": ["0.9"],
        "goal": ["0.5"],
        "rate": ["0.2"],
        "rule": ["at or below"],
    },
    "saturation": {"view": ["neurons"], "f": ["Sigmoid"], "mean": ["0"], "spread": ["1"]},
    "learned_slope": {
        "slope": ["0.7"],
        "rate": ["0.2"],
        "momentum": ["0.5"],
        "noise": ["0.3"],
        "seed": ["0"],
        "formula": ["a − Δa"],
    },
    "vanishing_gradient": {
        "layers": ["10"],
        "weights": ["equal"],
        "w": ["1"],
        "z": ["1"],
        "n": ["4"],
        "f1": ["Sigmoid"],
        "f2": ["Tanh"],
        "f3": ["ReLU"],
        "f4": ["Leaky ReLU"],
        "f4_leaky_relu_alpha": ["0.01"],
    },
    "dead_relu": {
        "view": ["deaths"],
        "f": ["ReLU"],
        "rate": ["1.5"],
        "bias": ["0"],
        "shift": ["1"],
        "weights": ["He"],
        "data": ["circles"],
        "seed": ["13"],
    },
    "zigzag": {
        "mean": ["1.5"],
        "batch": ["one sample"],
        "rate": ["0.15"],
        "w1": ["-1"],
        "w2": ["1"],
        "seed": ["3"],
    },
    "numerics": {"power": ["2.85"], "formula": ["Sigmoid by e^x"], "side": ["x > 0"]},
    "choose": {
        "layer": ["hidden"],
        "network": ["feed-forward"],
        "depth": ["shallow"],
        "amount": ["little"],
        "budget": ["ample"],
        "centred": ["no matter"],
        "dying": ["no"],
        "data": ["moons"],
        "rate": ["4"],
    },
    "documents": {"document": ["all"]},
}
"""What each page shows when its address says nothing."""


class Later(NamedTuple):
    """Controls that another control of a page brings out: what asks for them, what they show at first."""

    page: str
    asked: dict[str, str]
    shown: dict[str, list[str]]


LATER = [
    Later("compare", {"n": "5"}, {"f3": ["ReLU"], "f4": ["ELU"], "f5": ["Softplus"]}),
    Later("softmax", {"classes": "5"}, {"z4": ["-1"], "z5": ["1"]}),
    Later(
        "softmax",
        {"view": "several classes"},
        {"method": ["one against one"], "data": ["pinwheel"], "spread": ["0.5"], "seed": ["0"]},
    ),
    Later("maxout", {"k": "5"}, {"w4": ["2"], "w5": ["-2"], "b4": ["-3"], "b5": ["-3"]}),
    Later("maxout", {"view": "fit a curve"}, {"curve": ["x²"], "parts": ["3"]}),
    Later("maxout", {"view": "two inputs"}, {"x2": ["0"], "seed": ["0"]}),
    Later(
        "linearity",
        {"view": "neuron"},
        {
            "x1": ["1.5"],
            "x2": ["2"],
            "x3": ["-1"],
            "w1": ["0.8"],
            "w2": ["-0.5"],
            "w3": ["0.3"],
            "b": ["0.4"],
        },
    ),
    Later(
        "linearity",
        {"view": "step"},
        {"f1": ["Binary step"], "f2": ["Sigmoid"], "threshold": ["2.5"], "start": ["0"], "rate": ["0.1"]},
    ),
    Later("linearity", {"view": "regression"}, {"method": ["one input"], "noise": ["1"]}),
    Later(
        "linearity",
        {"view": "regression", "method": "conditions"},
        {"condition": ["linear relation"], "broken": ["0"]},
    ),
    Later("step_race", {"rule": "within"}, {"within": ["0.001"]}),
    Later("saturation", {"view": "feature detector"}, {"noise": ["0.5"]}),
    Later("vanishing_gradient", {"n": "5"}, {"f5": ["ELU"], "f5_elu_alpha": ["1"]}),
    Later("vanishing_gradient", {"weights": "random"}, {"seed": ["0"]}),
    Later("classifier", {"view": "descend"}, {"rate": ["0.1"]}),
    Later("your_function", {"expression": "a + b + c + x"}, {"b": ["1"], "c": ["1"]}),
    Later("conventions", {"view": "softplus"}, {"beta": ["1"]}),
    Later("choose", {"layer": "output"}, {"task": ["regression"]}),
]

OPTIONS = {
    ("your_function", "show"): ["f", "f′", "both"],
    ("your_function", "layout"): ["overlaid", "stacked"],
    ("explore", "show"): ["f", "f′", "both"],
    ("explore", "layout"): ["overlaid", "stacked"],
    ("explore", "kink"): ["convention", "0", "0.5", "1"],
    ("compare", "show"): ["f", "f′", "both"],
    ("compare", "layout"): ["overlaid", "side by side"],
    ("compare", "n"): ["2", "3", "4", "5"],
    ("conventions", "view"): ["kink", "default slope", "form of GELU", "softplus"],
    ("home", "has"): [
        "bounded",
        "never negative",
        "zero-centred",
        "monotonic",
        "convex",
        "has a least value",
        "keeps 0 at 0",
        "odd",
        "even",
        "continuous",
        "smooth",
        "infinitely smooth",
        "never steeper than 1",
        "saturates to the left",
        "saturates to the right",
        "never saturated",
        "has a dead zone",
        "has a parameter",
        "in PyTorch",
        "in Keras",
        "in JAX",
    ],
    ("home", "sort"): ["family", "name", "year"],
    ("cheat_sheet", "sort"): ["family", "name", "year", "largest slope", "mean"],
    ("cheat_sheet", "family"): [
        "all",
        "Linear",
        "Threshold",
        "Squashing",
        "Hard squashing",
        "Rectifiers",
        "Smooth rectifiers",
        "Gated",
        "Shrinkage",
        "Waves and bumps",
    ],
    ("cheat_sheet", "only"): ["all", "bounded", "zero-centred", "smooth", "never saturated"],
    ("vectors", "v"): [
        "Softmax",
        "Log-softmax",
        "Softmin",
        "Sparsemax",
        "GLU",
        "ReGLU",
        "GEGLU",
        "SwiGLU",
        "Maxout",
    ],
    ("documents", "document"): ["all", "000", "001", "002", "003", "004"],
    ("linearity", "view"): ["neuron", "layers", "step", "forward", "regression"],
    ("linearity", "data"): ["circles", "checker", "moons", "blobs"],
    ("linearity", "method"): ["one input", "several inputs", "conditions"],
    ("linearity", "condition"): ["linear relation", "real relation", "separate inputs", "complete data"],
    ("softmax", "view"): ["one input", "several classes", "several labels"],
    ("softmax", "method"): ["one against one", "one against the rest", "many against many"],
    ("softmax", "data"): ["pinwheel", "ring", "row"],
    ("maxout", "view"): ["one input", "fit a curve", "two inputs"],
    ("maxout", "curve"): ["x²", "eˣ", "Softplus", "Tanh", "sin 2x"],
    ("step_race", "rule"): ["at or below", "within"],
    ("saturation", "view"): ["neurons", "feature detector"],
    ("learned_slope", "formula"): ["a − Δa", "a + Δa"],
    ("vanishing_gradient", "weights"): ["equal", "random", "Xavier", "He", "too small", "too large"],
    ("vanishing_gradient", "n"): ["2", "3", "4", "5"],
    ("dead_relu", "view"): ["deaths", "return"],
    ("dead_relu", "weights"): ["He", "Xavier", "too small", "too large"],
    ("dead_relu", "data"): ["circles", "moons", "checker", "blobs"],
    ("numerics", "formula"): [
        "Sigmoid by e^x",
        "Sigmoid by e^−x",
        "Slope of sigmoid",
        "Tanh as a quotient",
        "Tanh by a sigmoid",
        "Slope of tanh",
        "Softplus",
        "ELU",
        "Slope of ELU",
        "ln a",
        "ln(1 − a)",
        "Softmax",
    ],
    ("numerics", "side"): ["x > 0", "x < 0"],
    ("zigzag", "batch"): ["one sample", "four samples", "all samples"],
    ("classifier", "view"): ["move the line", "descend"],
    ("choose", "layer"): ["hidden", "output"],
    ("choose", "task"): ["regression", "positive number", "two classes", "many classes", "several labels"],
    ("choose", "network"): ["feed-forward", "recurrent"],
    ("choose", "depth"): ["shallow", "deep"],
    ("choose", "amount"): ["little", "much"],
    ("choose", "budget"): ["ample", "tight"],
    ("choose", "centred"): ["no matter", "needed"],
    ("choose", "dying"): ["no", "yes"],
    ("choose", "data"): ["moons", "circles", "checker", "blobs"],
}

SPANS = {
    ("explore", "range"): (-20, 20, 0.5),
    ("explore", "x"): (-20, 20, 0.1),
    ("your_function", "a"): (-5, 5, 0.25),
    ("your_function", "b"): (-5, 5, 0.25),
    ("your_function", "c"): (-5, 5, 0.25),
    ("your_function", "range"): (-20, 20, 0.5),
    ("your_function", "x"): (-20, 20, 0.1),
    ("compare", "range"): (-20, 20, 0.5),
    ("compare", "x"): (-20, 20, 0.1),
    ("vectors", "z1"): (-10, 10, 0.2),
    ("vectors", "z4"): (-10, 10, 0.2),
    ("conventions", "beta"): (0.5, 10, 0.5),
    ("softmax", "classes"): (2, 5, 1),
    ("softmax", "z1"): (-10, 10, 0.2),
    ("softmax", "z5"): (-10, 10, 0.2),
    ("softmax", "temperature"): (0.1, 10, 0.1),
    ("softmax", "shift"): (-1000, 1000, 20),
    ("softmax", "spread"): (0.1, 1.5, 0.05),
    ("softmax", "seed"): (0, 99, 1),
    ("maxout", "k"): (1, 5, 1),
    ("maxout", "w1"): (-3, 3, 0.1),
    ("maxout", "b5"): (-3, 3, 0.1),
    ("maxout", "parts"): (1, 12, 1),
    ("maxout", "x2"): (-3, 3, 0.1),
    ("maxout", "seed"): (0, 99, 1),
    ("linearity", "layers"): (1, 6, 1),
    ("linearity", "seed"): (0, 99, 1),
    **{("linearity", key): (-2, 2, 0.1) for key in ("x1", "x2", "x3", "w1", "w2", "w3")},
    ("linearity", "b"): (-4, 4, 0.1),
    ("linearity", "threshold"): (0.5, 5, 0.1),
    ("linearity", "start"): (-1, 3, 0.1),
    ("linearity", "rate"): (0.01, 0.5, 0.01),
    ("linearity", "noise"): (0, 3, 0.1),
    ("linearity", "broken"): (0, 1, 0.05),
    ("step_race", "start"): (-5, 5, 0.01),
    ("step_race", "goal"): (-5, 5, 0.01),
    ("step_race", "rate"): (0.01, 2, 0.01),
    ("step_race", "within"): (0.0005, 0.05, 0.0005),
    ("saturation", "mean"): (-6, 6, 0.25),
    ("saturation", "spread"): (0.1, 4, 0.1),
    ("saturation", "noise"): (0.1, 2, 0.1),
    ("learned_slope", "slope"): (-0.5, 1.5, 0.05),
    ("learned_slope", "rate"): (0.01, 2, 0.01),
    ("learned_slope", "momentum"): (0, 0.99, 0.01),
    ("learned_slope", "noise"): (0, 1, 0.05),
    ("learned_slope", "seed"): (0, 99, 1),
    ("vanishing_gradient", "layers"): (1, 50, 1),
    ("vanishing_gradient", "w"): (0.25, 4, 0.25),
    ("vanishing_gradient", "z"): (-5, 5, 0.25),
    ("vanishing_gradient", "seed"): (0, 99, 1),
    ("dead_relu", "rate"): (0.05, 4, 0.05),
    ("dead_relu", "bias"): (-4, 1, 0.1),
    ("dead_relu", "shift"): (0, 3, 0.1),
    ("dead_relu", "seed"): (0, 99, 1),
    ("numerics", "power"): (-17, 3, 0.05),
    ("zigzag", "mean"): (0, 3, 0.1),
    ("zigzag", "rate"): (0.05, 1, 0.01),
    ("zigzag", "w1"): (-2, 2, 0.1),
    ("zigzag", "w2"): (-2, 2, 0.1),
    ("zigzag", "seed"): (0, 99, 1),
    ("classifier", "w1"): (-5, 5, 0.1),
    ("classifier", "w2"): (-5, 5, 0.1),
    ("classifier", "b"): (-10, 10, 0.1),
    ("classifier", "rate"): (0.01, 2, 0.01),
    ("choose", "rate"): (2, 12, 2),
}


def controls_of(page: str) -> dict[str, list[str]]:
    """All controls of a page, those that come out later too, and what they show at first."""
    first = AT_FIRST[page]
    for later in LATER:
        first = first | (later.shown if later.page == page else {})
    return first


def asking_for(page: str, key: str) -> dict[str, str]:
    """What an address has to say for a page to have a control."""
    return next((later.asked for later in LATER if later.page == page and key in later.shown), {})


def default_of(page: str, key: str) -> list[str]:
    """What a control shows at first, the slider of a function's parameter included."""
    first = controls_of(page)
    return first[key] if key in first else spelled(parameter_defaults()[key.partition("_")[2]])


def parameter_defaults() -> dict[str, float]:
    return {f"{a.name}_{p.name}": p.default for a in CATALOG.values() for p in a.parameters}
