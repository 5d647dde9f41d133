"""What came of comparing a function, as a framework writes it, with ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from parity.accuracy import LIMIT, Floats
from parity.deviations import DEVIATIONS, Of


@dataclass
class Comparison:
    """One function in one framework, over all settings of its parameters.

    ``errors`` are the largest in units, but for those beyond the limit, by precision, and there of values and
    slopes. What the framework does not give is not among them. ``failures`` are sentences.
    """

    function: str
    framework: str
    settings: int = 0
    kinks: int = 0
    errors: dict[str, dict[Of, float]] = field(default_factory=dict)
    deviations: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def hold(
        self, of: Of, given: Mapping[str, float], x: Floats, theirs: Floats, ours: Floats, units: Floats
    ) -> None:
        """Their numbers at x are near ours, or further away as a known deviation explains, or a failure."""
        far = units > LIMIT
        for deviation in DEVIATIONS:
            if deviation.concerns(self.framework, self.function, of):
                explained = far & deviation.explains(x, theirs, ours)
                far &= ~explained
                if explained.any():
                    self.deviations.add(deviation.name)
        if far.any():
            worst = np.unravel_index(np.argmax(np.where(far, units, 0.0)), far.shape)
            places = (
                f"; from x = {x[far].min():.6g} to {x[far].max():.6g} {far.sum()} more"
                if far.sum() > 1
                else ""
            )
            self.fail(
                theirs.dtype.name,
                given,
                f"at x = {x[worst]} the {of} is {theirs[worst]} and ours {ours[worst]}, "
                f"{units[worst]:.3g} units away{places}",
            )
        errors = self.errors.setdefault(theirs.dtype.name, {})
        errors[of] = max(errors.get(of, 0.0), float(np.where(units > LIMIT, 0.0, units).max()))

    def fail(self, precision: str, given: Mapping[str, float], what: str) -> None:
        parameters = ", ".join(f"{name}={value:.6g}" for name, value in given.items())
        self.failures.append(f"{self.function}({parameters}) in {self.framework}, {precision}: {what}")
