"""Compares every function with PyTorch, Keras and JAX, and keeps the result: python -m parity [--check].

With --check nothing is written, and a result other than the one that is kept fails.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

from activations import CATALOG
from activations.conventions import CONVENTIONS
from activations.vector import VECTORS
from parity import numbers, vectors
from parity.comparison import Comparison
from parity.deviations import DEVIATIONS
from parity.document import PLACE, document
from parity.frameworks import evaluate, versions
from parity.result import KEPT, gathered, kept, of_any_processor, written

TOLERANCE = 1e-5
"""Of a default or a constant, which a framework may give in float32."""


def main(check: bool) -> int:
    of_numbers = [
        numbers.compare(activation, spelling)
        for activation in CATALOG.values()
        for spelling in activation.spellings[1:]
    ]
    of_vectors = [
        vectors.compare(activation, spelling)
        for activation in VECTORS.values()
        for spelling in activation.spellings[1:]
    ]
    compared = [*of_numbers, *of_vectors]
    failures = [*(failure for each in compared for failure in each.failures), *gone(compared), *untrue()]
    if failures:
        print(*failures, sep="\n")
        return 1
    result = gathered(versions(), of_numbers, of_vectors)
    if check and of_any_processor(result) != of_any_processor(kept()):
        print("The result is not the one that is kept: run `make parity`, and commit what it writes.")
        return 1
    if not check:
        KEPT.write_text(written(result), encoding="utf-8")
        PLACE.parent.mkdir(exist_ok=True)
        PLACE.write_text(document(result), encoding="utf-8")
    compared_with = ", ".join(f"{name} {version}" for name, version in versions().items())
    print(
        f"{len(CATALOG) + len(VECTORS)} functions agree with {compared_with}, but for the known deviations."
    )
    return 0


def gone(compared: list[Comparison]) -> Iterator[str]:
    """Known deviations that did not occur."""
    seen = {(name, each.framework, each.function) for each in compared for name in each.deviations}
    for deviation in DEVIATIONS:
        for framework in deviation.at:
            for function in deviation.functions(framework):
                if (deviation.name, framework, function) not in seen:
                    yield f"{function} in {framework}: the deviation '{deviation.name}' no longer occurs."


def untrue() -> Iterator[str]:
    """Conventions that a framework does not follow."""
    for convention in CONVENTIONS:
        for answer in convention.answers:
            value = evaluate(answer.evidence)
            if not math.isclose(value, answer.value, rel_tol=TOLERANCE):
                yield f"{answer.api}: {answer.evidence} is {value}, but {answer.value} is stated."


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
