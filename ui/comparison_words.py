"""What the picture of several curves says of them."""

from __future__ import annotations

from collections.abc import Sequence

from ui.canvas import CURVE_COLOURS
from ui.charts import Words
from ui.tables import live_table
from ui.text import _


def words_of_comparison(names: Sequence[str]) -> Words:
    """For curves with these names, which may be templates of their own."""
    values = [(f"{{f{slot}}}", f"{{d{slot}}}") for slot in range(1, len(names) + 1)]
    at_probe = "; ".join(f"{name}: f = {f}, f′ = {d}" for name, (f, d) in zip(names, values, strict=True))
    return Words(
        alternative=_("{names} for inputs from {{low}} to {{high}}. At x = {{x}}: {values}.").format(
            names=", ".join(names), values=at_probe
        ),
        caption=live_table(
            [(name, "{x}", f, d) for name, (f, d) in zip(names, values, strict=True)],
            (_("Function"), "x", _("f(x), solid"), _("f′(x), dashed")),
            CURVE_COLOURS,
        ),
        title=", ".join(names),
    )
