"""Every function of one number, a file a family; a definition in one of these files is all it takes.

The order of the catalog is the order of the families below and, within a family, of the names in its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from activations.catalog import (
    algebraic_rectifiers,
    capped_rectifiers,
    gated,
    linear_units,
    piecewise_squashing,
    rectifiers,
    shrinkage,
    simple,
    slow_squashing,
    smooth_rectifiers,
    squashing,
    waves,
)
from activations.core import Activation

FAMILIES = (
    simple,
    squashing,
    slow_squashing,
    piecewise_squashing,
    rectifiers,
    capped_rectifiers,
    linear_units,
    smooth_rectifiers,
    algebraic_rectifiers,
    gated,
    shrinkage,
    waves,
)

CATALOG: Mapping[str, Activation] = MappingProxyType(
    {
        definition.name: definition
        for family in FAMILIES
        for name, definition in vars(family).items()
        if isinstance(definition, Activation) and name == definition.name
    }
)
"""Every function by name, in the order in which visitors meet them."""

_BY_SPELLING = {
    spelling.casefold(): activation
    for activation in CATALOG.values()
    for spelling in (*activation.aliases, activation.label, activation.name)
}


def get(name: str) -> Activation:
    """The function with this name, label or alias, in any case of letters.

    Raises KeyError, with the nearest names if there are any, for one that is not in the catalog.
    """
    try:
        return _BY_SPELLING[name.casefold()]
    except KeyError:
        near = get_close_matches(name.casefold(), _BY_SPELLING, n=3)
        names = dict.fromkeys(_BY_SPELLING[spelling].name for spelling in near)
        hint = f"did you mean {' or '.join(names)}?" if names else f"there are {', '.join(CATALOG)}"
        raise KeyError(f"no activation function is called {name!r}; {hint}") from None
