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

    ``errors`` are the largest in units that no known deviation explains, by precision, and there of values
    and slopes; what the framework does not give is not among them. ``failures`` are sentences.
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
        """Their numbers at x are near ours, or further away as a known deviation explains, or a failure.

        A deviation may begin at half the limit, so that its being there does not hang on a last digit.
        """
        left = units.copy()
        for deviation in DEVIATIONS:
            if deviation.concerns(self.framework, self.function, of):
                explained = (left > LIMIT / 2) & deviation.explains(x, theirs, ours)
                left[explained] = 0.0
                if explained.any():
                    self.deviations.add(deviation.name)
        far = left > LIMIT
        if far.any():
            worst = np.unravel_index(left.argmax(), left.shape)
            places = (
                f"; from x = {x[far].min():.6g} to {x[far].max():.6g} {far.sum()} more"
                if far.sum() > 1
                else ""
            )
            self.fail(
                theirs.dtype.name,
                given,
                f"at x = {x[worst]} the {of} is {theirs[worst]} and ours {ours[worst]}, "
                f"{left[worst]:.3g} units away{places}",
            )
        errors = self.errors.setdefault(theirs.dtype.name, {})
        errors[of] = max(errors.get(of, 0.0), float(left.max()))

    def fail(self, precision: str, given: Mapping[str, float], what: str) -> None:
        parameters = ", ".join(f"{name}={value:.6g}" for name, value in given.items())
        self.failures.append(f"{self.function}({parameters}) in {self.framework}, {precision}: {what}")
