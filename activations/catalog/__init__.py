"""Every function of one number, a file a family; a definition in one of these files is all it takes.

The order of the catalog is the order of the families below and, within a family, of the names in its file.
"""

from __future__ import annotations

import re
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

MARKS = re.compile(r"[\s_-]")
"""What is left out of a name when it is looked for."""
NEAR = 0.8
"""How like a name another has to be to be suggested for it."""


def _bare(spelling: str) -> str:
    return MARKS.sub("", spelling.casefold())


_BY_SPELLING = {
    _bare(spelling): activation
    for activation in CATALOG.values()
    for spelling in (*activation.aliases, activation.label, activation.name)
}


def get(name: str) -> Activation:
    """The function with this name, label or alias: in any case, with or without spaces, hyphens, underscores.

    Raises KeyError, with the nearest names if there are any, for one that is not in the catalog, and
    TypeError for what is no name.
    """
    if not isinstance(name, str):
        raise TypeError(f"the name of a function is a string, not {name!r}")
    try:
        return _BY_SPELLING[_bare(name)]
    except KeyError:
        near = get_close_matches(_bare(name), _BY_SPELLING, n=3, cutoff=NEAR)
        names = dict.fromkeys(_BY_SPELLING[spelling].name for spelling in near)
        hint = f"did you mean {' or '.join(names)}?" if names else f"there are {', '.join(CATALOG)}"
        raise KeyError(f"no activation function is called {name!r}; {hint}") from None
