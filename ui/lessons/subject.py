"""A function under several sliders: those of its parameters, and a lesson's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from activations.core import Activation, Parameter
from ui.sampling import Parameters, positions


class Subject(NamedTuple):
    """A function at its parameters, the keys of their sliders, and where the lesson's own sliders stand."""

    activation: Activation
    parameters: Parameters
    keys: tuple[tuple[str, str], ...]
    lesson: Parameters

    @property
    def given(self) -> dict[str, float]:
        """The parameters and the lesson's settings by name, as a simulation takes them."""
        return dict(self.parameters) | dict(self.lesson)


class Turn(NamedTuple):
    """What one slider does while the others rest: its key, its positions, and the subject at each."""

    key: str
    values: tuple[float, ...]
    subjects: tuple[Subject, ...]


def turns(subject: Subject, own: Sequence[Parameter]) -> tuple[Turn, ...]:
    """A turn for each parameter of the function, then one for each slider of the lesson."""
    keys, lesson = dict(subject.keys), dict(subject.lesson)
    found = []
    for parameter in subject.activation.parameters:
        steps = positions(parameter, dict(subject.parameters)[parameter.name])
        subjects = (subject._replace(parameters=changed(subject.parameters, parameter, v)) for v in steps)
        found.append(Turn(keys[parameter.name], steps, tuple(subjects)))
    for parameter in own:
        steps = positions(parameter, lesson[parameter.name])
        subjects = (subject._replace(lesson=changed(subject.lesson, parameter, v)) for v in steps)
        found.append(Turn(parameter.name, steps, tuple(subjects)))
    return tuple(found)


def changed(setting: Parameters, parameter: Parameter, value: float) -> Parameters:
    return tuple((dict(setting) | {parameter.name: value}).items())


def defaults(subject: Subject, own: Sequence[Parameter]) -> Mapping[str, tuple[float, ...]]:
    """Where the sliders stand at first, by their keys."""
    keys = dict(subject.keys)
    of_the_function = {keys[p.name]: (p.default,) for p in subject.activation.parameters}
    return {**of_the_function, **{p.name: (p.default,) for p in own}}


def stand(subject: Subject) -> Mapping[str, tuple[float, ...]]:
    """Where the sliders stand now, by their keys."""
    keys = dict(subject.keys)
    return {keys[name]: (value,) for name, value in subject.parameters} | {
        name: (value,) for name, value in subject.lesson
    }
