"""Maxout in words: which pieces count, how well a curve is met, what a layer costs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from activations import CATALOG
from activations.core import number, percent, whole
from activations.simulations.maxout import CURVES, MOST_PIECES, SPECIAL, Pieces, parameters, simulate
from ui.canvas import CURVE_COLOURS
from ui.controls import choose, choose_seed, count, turn
from ui.lessons.maxout import (
    CUT,
    FIRST_PARTS,
    INTERCEPTS,
    PARTS,
    SLOPES,
    Rows,
    Words,
    drawn_planes,
    fits_of,
    followed,
    one_input,
    present,
    regions_of,
    row_of,
    two_inputs,
)
from ui.lessons.shown import Shown
from ui.tables import live_table, template
from ui.text import N_, _, spoken


def view_of_one_input() -> Shown:
    """The view's controls, and what they ask for."""
    k = chosen_pieces()
    each = _("Piece {i}: {symbol}")
    pairs = [
        [turn(slider, each.format(i=i, symbol=slider.symbol)) for slider in pair]
        for i, pair in enumerate(zip(SLOPES[:k], INTERCEPTS[:k], strict=True), 1)
    ]
    given = Pieces(*zip(*pairs, strict=True))
    return Shown(one_input(given, words_of_one_input(given)), pieces_outcome(given), present(given))


def view_of_fit() -> Shown:
    """The view's controls, and what they ask for."""
    curves = (N_("x²"), N_("eˣ"), N_("Softplus"), N_("Tanh"), N_("sin 2x"))
    curve = choose("curve", _("Curve"), curves)
    parts = count(PARTS, _("Straight parts"), 1, MOST_PIECES, FIRST_PARTS)
    picture = followed(curve, words_of_fit(curve))
    return Shown(picture, fit_outcome(curve, parts), {PARTS: (parts,)})


def view_of_regions() -> Shown:
    """The view's controls, and what they ask for."""
    k = chosen_pieces()
    cut = turn(CUT, _("Cut at x₂"))
    rows = drawn_planes(k, choose_seed())
    between_steps = None if cut in CUT.positions else cut
    picture = two_inputs(rows, between_steps, words_of_regions(rows))
    return Shown(picture, regions_outcome(rows), {CUT.name: (cut,)})


def chosen_pieces() -> int:
    return count("k", _("Pieces k"), 1, len(SLOPES), 3)


def pieces_outcome(given: Pieces) -> str:
    """How many pieces there are and how many of them are ever the highest, as Markdown."""
    pieces, used = len(given.slopes), len(set(simulate(given.slopes, given.intercepts).active.tolist()))
    if pieces == 1:
        return _("**1** piece is the highest everywhere. The maximum is a straight line.")
    sentence = (
        _("Of **{pieces}** pieces **1** is the highest between −3 and 3. The maximum is convex.")
        if used == 1
        else _(
            "Of **{pieces}** pieces **{used}** are the highest somewhere between −3 and 3. "
            "The maximum is convex."
        )
    )
    return sentence.format(pieces=pieces, used=used)


def words_of_one_input(given: Pieces) -> Words:
    k = len(given.slopes)
    titles = (_("Piece"), _("slope w"), _("intercept b"), _("the highest"))
    rows = [row_of(i) for i in range(1, k + 1)]
    special = _("Special case: {special}.")
    each = _("Piece {i}: {w}·x + {b}, the highest {where}.")
    states = " ".join(each.format(i=i, w=w, b=b, where=where) for i, w, b, where in rows)
    return Words(
        alternative=f"{states} {special}",
        caption=template("p", special) + live_table(rows, titles, CURVE_COLOURS),
        title=_("Maxout, k = {k}").format(k=k),
        titles=titles,
        axes=(("x", _("value")), ("x", _("slope"))),
        names=(_("from {low} to {high}"), _("never"), _("none")),
    )


def fit_outcome(curve: str, parts: int) -> str:
    found = fits_of(curve)[parts - 1]
    sentence = (
        _("**{curve}** with **1** straight part: largest error **{error}**.")
        if parts == 1
        else _("**{curve}** with **{parts}** straight parts: largest error **{error}**.")
    )
    error = sentence.format(curve=curve, parts=parts, error=number(found.error))
    kind = (
        _("It is convex: one maxout is enough.")
        if CURVES[curve].convex
        else _("It is not convex: it takes the difference of two maxouts.")
    )
    return f"{error} {kind}"


def words_of_fit(curve: str) -> Words:
    said = _("Solid: the curve; dashed: straight parts ({parts}), largest error {error}.")
    if not CURVES[curve].convex:
        pieces = _("Dotted: the first maxout (pieces: {first}); dash-dotted: the second (pieces: {second}).")
        said = f"{said} {pieces}"
    return Words(
        alternative=f"{curve}. {said}",
        caption=template("p", said),
        title=_("{curve} followed by straight parts").format(curve=curve),
        titles=(_("Parts"), _("Largest error")),
        axes=(("x", ""), (_("straight parts"), _("largest error"))),
        names=(_("straight parts"), _("first maxout"), _("second maxout")),
    )


def regions_outcome(rows: Rows) -> str:
    found = regions_of(rows)
    shares = ", ".join(f"{i}: {percent(found.share(i - 1), 1)}" for i in range(1, len(rows) + 1))
    return _("Each piece's share of the square: **{shares}**. Every region is convex.").format(shares=shares)


def words_of_regions(rows: Rows) -> Words:
    titles = (_("Piece"), "w₁", "w₂", "b", _("Share"))
    return Words(
        alternative=f"{spoken(regions_outcome(rows))} {_('The cut is at x₂ = {x2}.')}",
        caption=template("p", _("Dashed: the cut at x₂ = {x2}. On it maxout has one input.")),
        title=_("Maxout of two inputs, k = {k}").format(k=len(rows)),
        titles=titles,
        axes=(("x₁", "x₂"), ("x₁", _("value on the cut"))),
        names=(_("piece {i}"),),
    )


def setting(pieces: Pieces) -> Mapping[str, object]:
    """What an address says to show these pieces."""
    k = len(pieces.slopes)
    weights = {f"w{i}": w for i, w in enumerate(pieces.slopes, 1)}
    return {"k": k} | weights | {f"b{i}": b for i, b in enumerate(pieces.intercepts, 1)}


@lru_cache(maxsize=1)
def numbers_of_the_lesson() -> dict[str, str]:
    """Every number that the lesson's text states."""
    parabola, tanh = fits_of("x²"), fits_of("Tanh")
    leaky = SPECIAL["Leaky ReLU"]
    steep = CATALOG["prelu"](-1.0, alpha=1.5)
    return {
        "alpha": number(leaky.slopes[0]),
        "error2": number(parabola[1].error),
        "error4": number(parabola[3].error),
        "error8": number(parabola[7].error),
        "tanh_parts": "5",
        "tanh_error": number(tanh[4].error),
        "tanh_first": str(len(tanh[4].first.slopes)),
        "tanh_second": str(len(tanh[4].second.slopes)),
        "layer": whole(parameters(100, 100)),
        "layer2": whole(parameters(100, 100, 2)),
        "layer5": whole(parameters(100, 100, 5)),
        "wide": whole(parameters(100, 200)),
        "maximum": number(float(Pieces((1.5, 1.0), (0.0, 0.0))(-1.0))),
        "prelu": number(float(steep)),
    }
