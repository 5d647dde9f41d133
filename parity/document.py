"""docs/parity.md, from the result that is kept and from what the catalog states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from activations import CATALOG
from activations.conventions import CONVENTIONS
from activations.core import Activation, Spelling, number
from activations.vector import VECTORS, VectorActivation
from parity.accuracy import LIMIT
from parity.deviations import DEVIATIONS
from parity.grid import FAR, NEAR
from parity.result import Result

PLACE = Path(__file__).parent.parent / "docs" / "parity.md"

METHOD = f"""\
# Parity with PyTorch, Keras and JAX

`make parity` makes this page, and fails where a framework differs from this app in a way that is not listed
here, or no longer differs in a way that is. With {{versions}}.

## How it is compared

The snippets that the app shows are run as they stand, at the default parameters and at further values of
each, in float32 and in float64. The frameworks take the gradients themselves; Keras runs on JAX. The inputs
are {len(NEAR)} numbers from {number(NEAR[0])} to {number(NEAR[-1])}, {len(FAR)} on each side from there
to {number(FAR[-1])}, powers of ten from the smallest normal number to the largest, ±0, each kink and jump
with the two numbers beside it; for values also ±∞ and nan. Ours is computed in float64 at the same inputs.

One **unit** is ε·(|f(x)| + |x·f′(x)|), where ε is 2⁻²³ in float32 and 2⁻⁵² in float64: what rounding the
result and rounding x can change. For slopes, f′ takes the place of f. Up to {LIMIT} units are agreement. The
tables show the largest error, rounded up to a power of two, apart from the deviations that they name. Where a
slope has no number, the framework lets no gradient pass; where float64 has none, it computes in float32 all
the same.
"""

AT_KINKS = """\
At the default parameters here; compared at all values of them, wherever a precision has the place exactly.
"""

UNIT_OF_VECTORS = """\
One unit is ε·(1 + max |x|) of a row of inputs, times the largest |y|; for gradients, times the largest number
of the gradient, or the largest |y| times that of the gradient by y, if that is more.
"""


def document(result: Result) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    return "\n".join(
        (
            METHOD.format(versions=versions),
            "## Functions of one number\n",
            *accuracy(result["functions"], CATALOG),
            "\n## Slopes at kinks\n",
            AT_KINKS,
            *slopes_at_kinks(),
            "\n## Known deviations\n",
            *deviations(),
            "\n## Functions of several numbers\n",
            UNIT_OF_VECTORS,
            *accuracy(result["vectors"], VECTORS),
            "\n## Defaults and forms\n",
            *conventions(),
            "",
        )
    )


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    head = tuple(head)
    return [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *map(tuple, rows))]


def accuracy(
    results: Result, definitions: Mapping[str, Activation] | Mapping[str, VectorActivation]
) -> list[str]:
    head = ("function", "framework", "", "float32: value", "slope", "float64: value", "slope", "deviations")
    return table(
        head,
        (
            (
                definitions[name].label,
                spelling.framework,
                "native" if spelling.native else "composed",
                *(
                    f"≤ {units[precision][of]}" if of in units.get(precision, {}) else ""
                    for units in [found[spelling.framework]["units"]]
                    for precision in ("float32", "float64")
                    for of in ("value", "slope")
                ),
                "; ".join(found[spelling.framework]["deviations"]),
            )
            for name, found in results.items()
            for spelling in definitions[name].spellings[1:]
        ),
    )


def slopes_at_kinks() -> list[str]:
    def cell(spelling: Spelling, given: Mapping[str, float]) -> str:
        stated = spelling.stated_slopes(given)
        return ", ".join(map(number, stated))

    kinked = [activation for activation in CATALOG.values() if activation.kinks()]
    return table(
        ("function", "kinks", *(spelling.framework for spelling in kinked[0].spellings[1:])),
        (
            (
                activation.label,
                ", ".join(map(number, activation.kinks())),
                *(cell(spelling, activation.complete({})) for spelling in activation.spellings[1:]),
            )
            for activation in kinked
        ),
    )


def deviations() -> list[str]:
    labels = {name: each.label for name, each in CATALOG.items()}
    labels |= {name: each.label for name, each in VECTORS.items()}
    return table(
        ("deviation", "of", "where", "why"),
        (
            (
                deviation.name,
                " and ".join(deviation.of),
                "; ".join(
                    f"{framework}: {', '.join(labels[name] for name in deviation.functions(framework))}"
                    for framework in deviation.at
                ),
                deviation.why,
            )
            for deviation in DEVIATIONS
        ),
    )


def conventions() -> list[str]:
    return table(
        ("function", "what", "where", "value", "which is"),
        (
            (
                CATALOG[convention.function].label,
                convention.question,
                f"`{answer.api}`",
                number(answer.value),
                answer.meaning,
            )
            for convention in CONVENTIONS
            for answer in convention.answers
        ),
    )
