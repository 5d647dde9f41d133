"""Sentences for a reader: written in English where they are known, said in any language where shown."""

from __future__ import annotations

from collections.abc import Mapping


class Sentence(str):
    """An English sentence that remembers its template and values, so that it can be said in any language."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str = "", **values: object) -> Sentence:
        sentence = super().__new__(cls, template.format(**values))
        sentence.template, sentence.values = template, values
        return sentence


class Refusal(ValueError):
    """Something asked for that cannot be: says why in a :class:`Sentence`."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, **values)
        super().__init__(self.sentence)
