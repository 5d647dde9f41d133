"""At which values of its parameters a function is checked."""

from __future__ import annotations

from activations.core import Activation


def settings(activation: Activation) -> list[dict[str, float]]:
    """The defaults; then, of each parameter, its slider's ends, a middle position, and 0 and 1 if offered."""
    changes: list[dict[str, float]] = [{}]
    for parameter in activation.parameters:
        positions = parameter.positions
        special = {positions[0], positions[len(positions) // 3], positions[-1]} | ({0.0, 1.0} & {*positions})
        changes += [{parameter.name: value} for value in sorted(special - {parameter.default})]
    return [activation.complete(change) for change in changes]
