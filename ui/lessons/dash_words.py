"""What the dashes of curves are called."""

from __future__ import annotations

from ui.text import _


def dashes() -> tuple[str, ...]:
    """A name for each of DASHES."""
    return _("solid"), _("dash-dotted"), _("dashed"), _("dotted"), _("long dashes")
