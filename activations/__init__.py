"""Activation functions with their derivatives and everything a page says about them.

    >>> from activations import elu
    >>> float(elu(-1.0, alpha=2.0))
    -1.2642411176571153

Every function of the catalog can be imported by its name; `CATALOG` holds them all, and `get` finds one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from activations.catalog import CATALOG, get

__all__ = ["CATALOG", "get"]


def __getattr__(name: str) -> Any:
    """What is asked for, from the catalog: loaded late, as a package that imports what is inside it while
    another thread imports that directly is a deadlock."""
    try:
        return offered()[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted({*globals(), *offered()})


def offered() -> dict[str, Any]:
    from activations.catalog import CATALOG, get

    return {**CATALOG, "CATALOG": CATALOG, "get": get}
