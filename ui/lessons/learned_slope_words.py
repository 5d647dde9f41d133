"""What the lesson on the learned slope says: how a run ends, and every number of its text."""

from __future__ import annotations

from functools import lru_cache

from activations.core import number, percent, whole
from activations.simulations.learned_slope import BOUND, Learning, cost
from ui.lessons.learned_slope import COLOURS, FUNCTIONS, STEPS, Task, Words, arrival, learn
from ui.tables import live_table
from ui.text import _

FIRST = Task(asked=0.7, rate=0.2, momentum=0.5, noise=0.3, seed=0, sign="descent")


def words_of_picture(task: Task) -> Words:
    """What the picture says."""
    measures = ("a", "∂E/∂a", "E")
    head = (_("Function"), _("Step"), _("Slope a"), _("Gradient ∂E/∂a"), _("Loss E"))
    rows = [
        (activation.label, "{step}", f"{{a{place}}}", f"{{g{place}}}", f"{{l{place}}}")
        for place, activation in enumerate(FUNCTIONS)
    ]
    alternative = _("Three rectifiers on data that ask for slope {asked}, after step {{step}}.")
    return Words(
        alternative=" ".join(
            (alternative.format(asked=number(task.asked)), *(f"{', '.join(row)};" for row in rows))
        ),
        caption=live_table(rows, head, COLOURS),
        title=_("Learned slope: asked {asked}, ε = {rate}, μ = {momentum}").format(
            asked=number(task.asked), rate=number(task.rate), momentum=number(task.momentum)
        ),
        titles=(_("Step"), *(f"{each.label}: {measure}" for each in FUNCTIONS for measure in measures)),
        step=_("step"),
        best=_("best fit"),
        slope=_("slope a"),
        gradient=_("gradient ∂E/∂a"),
        loss=_("loss E"),
    )


def outcome(task: Task, learning: Learning) -> str:
    """How PReLU's run ends, and whose loss is the smallest, as Markdown."""
    reached, last = arrival(learning), float(learning.prelu.slopes[-1])
    numbers = {
        "a": number(last if abs(last) < 100.0 else float(round(last))),
        "best": number(learning.best),
        "steps": len(learning.prelu.slopes) - 1,
        "rate": number(task.rate),
        "largest": number(learning.largest_rate),
    }
    if task.sign == "as written":
        ending = _("**PReLU climbs.** With a plus every step leads uphill: after {steps} steps a = {a}.")
    elif learning.growth >= 1.0:
        ending = _("**PReLU runs away.** ε = {rate} is not below {largest}: after {steps} steps a = {a}.")
    elif reached is None:
        ending = _("**PReLU is on its way.** After {steps} steps a = {a}; {best} fits best.")
    else:
        numbers["steps"] = reached
        ending = _("**PReLU finds {best}**, the slope that fits best, to within 0.01 after {steps} steps.")
    losses = _("Loss at the end: PReLU {prelu}, Leaky ReLU {leaky}, RReLU in use {rrelu}.").format(
        prelu=number(float(learning.prelu.losses[-1])),
        leaky=number(float(learning.leaky_relu.losses[-1])),
        rrelu=number(learning.rrelu_in_use),
    )
    return f"{ending.format(**numbers)} {losses}"


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, object]:
    """Every number that the lesson's text states."""
    first = learn(FIRST)
    plain, heavy = learn(FIRST._replace(momentum=0.0)), learn(FIRST._replace(momentum=0.9))
    fast = learn(FIRST._replace(momentum=0.0, rate=1.5))
    small, exact = learn(FIRST._replace(asked=0.25)), learn(FIRST._replace(noise=0.0))
    network = cost()
    return {
        "start": first.prelu.slopes[0].item(),
        "best": first.best,
        "arrives": arrival(first),
        "plain_arrives": arrival(plain),
        "heavy_overshoots": heavy.prelu.slopes.max().item(),
        "steps": STEPS,
        "curvature": first.curvature,
        "plain_largest": fast.largest_rate,
        "first_largest": first.largest_rate,
        "heavy_largest": heavy.largest_rate,
        "first_gradient": first.prelu.gradients[0].item(),
        "small_rrelu": small.rrelu_in_use,
        "small_prelu": small.prelu.losses[-1].item(),
        "exact_best": exact.best,
        "leaky_loss": first.leaky_relu.losses[0].item(),
        "rrelu_loss": first.rrelu_in_use,
        "best_loss": first.best_loss,
        "weights": whole(network.weights),
        "bound": whole(int(BOUND)),
        "slopes": network.slopes,
        "share": percent(network.share),
    }
