"""The addresses that are out in the world: these names and defaults only ever grow."""

from __future__ import annotations

from activations import CATALOG
from ui.page import spelled

WITHOUT_A_FIGURE = {"home", "cheat_sheet", "documents"}
SLOTS = {"explore": ("f",), "compare": ("f1", "f2", "f3", "f4", "f5"), "step_race": ("f1", "f2")}

AT_FIRST: dict[str, dict[str, list[str]]] = {
    "home": {"search": [""]},
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
    "step_race": {
        "f1": ["Sigmoid"],
        "f2": ["ReLU"],
        "start": ["0.9"],
        "goal": ["0.5"],
        "rate": ["0.2"],
        "rule": ["at or below"],
    },
}
"""What each page shows when its address says nothing."""

LATER: dict[str, tuple[dict[str, str], dict[str, list[str]]]] = {
    "compare": ({"n": "5"}, {"f3": ["ReLU"], "f4": ["ELU"], "f5": ["Softplus"]}),
    "step_race": ({"rule": "within"}, {"within": ["0.001"]}),
}
"""The controls that another control brings out, and what they show at first."""

OPTIONS = {
    ("explore", "show"): ["f", "f′", "both"],
    ("explore", "layout"): ["overlaid", "stacked"],
    ("explore", "kink"): ["convention", "0", "0.5", "1"],
    ("compare", "show"): ["f", "f′", "both"],
    ("compare", "layout"): ["overlaid", "side by side"],
    ("compare", "n"): ["2", "3", "4", "5"],
    ("step_race", "rule"): ["at or below", "within"],
}

SPANS = {
    ("explore", "range"): (-20, 20, 0.5),
    ("explore", "x"): (-20, 20, 0.1),
    ("compare", "range"): (-20, 20, 0.5),
    ("compare", "x"): (-20, 20, 0.1),
    ("step_race", "start"): (-5, 5, 0.01),
    ("step_race", "goal"): (-5, 5, 0.01),
    ("step_race", "rate"): (0.01, 2, 0.01),
    ("step_race", "within"): (0.0005, 0.05, 0.0005),
}


def default_of(page: str, key: str) -> list[str]:
    """What a control shows at first, the slider of a function's parameter included."""
    first = AT_FIRST[page] | LATER.get(page, ({}, {}))[1]
    return first[key] if key in first else spelled(parameter_defaults()[key.partition("_")[2]])


def parameter_defaults() -> dict[str, float]:
    return {f"{a.name}_{p.name}": p.default for a in CATALOG.values() for p in a.parameters}
