"""The classifier in words: which side of the line is positive, and the numbers of the lesson."""

from __future__ import annotations

from functools import lru_cache

from activations import CATALOG
from activations.core import number
from activations.simulations.classifier import L2, POINTS, descend, judge
from activations.simulations.points import LETTERS, Point, Points
from ui.lessons.classifier import CLASSES, EDGE, STEPS, Words, table_of
from ui.tables import live_table, template
from ui.text import _

DIGITS = 6


def sides() -> tuple[tuple[str, str], ...]:
    """A sentence for each way in which a line can have its positive side."""
    return (
        ("above", _("{line}: above the line a > ½.")),
        ("below", _("{line}: below the line a > ½, as w₂ < 0.")),
        ("right", _("{line}, upright as w₂ = 0: to its right a > ½.")),
        ("left", _("{line}, upright as w₂ = 0: to its left a > ½.")),
        ("everywhere", _("No line, as both weights are 0: with b > 0 every point gets a > ½.")),
        ("nowhere", _("No line, as both weights are 0: with b < 0 every point gets a < ½.")),
        ("undecided", _("No line: with weights and bias 0 every point gets a = ½.")),
    )


def words_of_picture(points: Points, descends: bool) -> Words:
    """What the picture says of the points, of a line that descends or of one that is moved."""
    rows = table_of(points)
    columns = (_("Point"), "z", "a = σ(z)", _("Loss"), _("Verdict"))
    along = (_("Step"), "w₁", "w₂", "b", _("Mean loss"), *(f"z {LETTERS[p]}" for p in range(len(points))))
    score = _("Mean loss {mean}; right: {right} of {count}.").format(
        mean="{mean}", right="{right}", count=len(points)
    )
    step = _("Step {step}: w₁ = {w1}, w₂ = {w2}, b = {b}.") if descends else ""
    each = _("{point}: z = {z}, a = {a}, loss {loss}, {verdict}.")
    spoken = (each.format(point=point, z=z, a=a, loss=loss, verdict=v) for point, z, a, loss, v in rows)
    return Words(
        alternative=" ".join((*filter(None, [step]), "{line}", score, *spoken)),
        caption=template("p", f"{step} {{line}} {score}" if descends else f"{{line}} {score} {{beyond}}")
        + live_table(rows, columns, [CLASSES[point.positive][0] for point in points]),
        title=_("A line that classifies"),
        sides=sides(),
        right=_("right"),
        wrong=_("wrong"),
        on_line=_("on the line"),
        log_loss=_("logistic loss"),
        sign_loss=_("the sign alone"),
        margin=_("z for ■, −z for ▲"),
        loss=_("loss"),
        step=_("step"),
        start=_("start"),
        beyond=_("Arrow: beyond ±{edge}, see the table.").format(edge=number(EDGE)),
        titles=along if descends else columns,
    )


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""
    stated: dict[str, str] = {}
    for name, judged in (("l1", judge()), ("l2", judge(POINTS, *L2))):
        stated[f"{name}_mean"] = number(float(judged.mean_loss), DIGITS)
        for letter, z, a, loss in zip("abc", judged.z, judged.probabilities, judged.losses, strict=True):
            stated |= {f"{name}_z{letter}": number(float(z)), f"{name}_a{letter}": number(float(a))}
            stated[f"{name}_loss{letter}"] = f"{loss:.{DIGITS}f}"
    path = descend(steps=1000)
    right = path.judgement.right.all(axis=-1)
    below = path.judgement.mean_loss < judge(POINTS, *L2).mean_loss
    inseparable = descend((*POINTS, Point(3.0, 1.0, True)), learning_rate=0.3, steps=STEPS).judgement
    sigmoid, step = CATALOG["sigmoid"], CATALOG["binary_step"]
    return stated | {
        "edge": number(EDGE),
        "steps": str(right.argmax()),
        "below": str(below.argmax()),
        "inseparable_mean": number(float(inseparable.mean_loss[-1])),
        **{f"mean_{k}": number(float(path.judgement.mean_loss[k])) for k in (100, 1000)},
        **{
            f"w_{k}": f"({number(path.weights[k, 0], 2)}, {number(path.weights[k, 1], 2)})"
            for k in (100, 1000)
        },
        "a5": number(float(sigmoid(5.0)), 3),
        "a_minus1": number(float(sigmoid(-1.0)), 3),
        "sign_slope": number(float(step.derivative(1.0))),
    }
