"""The result that is kept: which versions were compared, how near they are, and how that is read again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from parity.comparison import Comparison
from parity.deviations import DEVIATIONS

KEPT = Path(__file__).parent.parent / "assets" / "parity.json"

PACKAGES = {"NumPy": "numpy", "PyTorch": "torch", "Keras": "keras", "JAX": "jax"}

Result = dict[str, Any]


def gathered(
    versions: Mapping[str, str], numbers: Iterable[Comparison], vectors: Iterable[Comparison]
) -> Result:
    return {
        "versions": dict(versions),
        "functions": by_function(numbers),
        "vectors": by_function(vectors),
        "deviations": {deviation.name: deviation.why for deviation in DEVIATIONS},
    }


def by_function(comparisons: Iterable[Comparison]) -> Result:
    functions: Result = {}
    for found in comparisons:
        functions.setdefault(found.function, {})[found.framework] = {
            "settings": found.settings,
            "slopes at kinks": found.kinks,
            "units": {
                precision: {of: rounded_up(error) for of, error in errors.items()}
                for precision, errors in found.errors.items()
            },
            "deviations": sorted(found.deviations),
        }
    return functions


def rounded_up(units: float) -> int:
    """The next power of two."""
    return 1 << math.ceil(math.log2(max(units, 1.0)))


def of_any_processor(result: Any) -> Any:
    """The result without its units, whose last digits differ from one processor to another."""
    if not isinstance(result, dict):
        return result
    return {
        key: {precision: sorted(errors) for precision, errors in value.items()}
        if key == "units"
        else of_any_processor(value)
        for key, value in result.items()
    }


def written(result: Result) -> str:
    """JSON with a line for each function."""
    parts = (
        f"{json.dumps(name)}: {{\n"
        + ",\n".join(
            f" {json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in part.items()
        )
        + "\n}"
        for name, part in result.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def kept() -> Result:
    result: Result = json.loads(KEPT.read_text(encoding="utf-8"))
    return result
