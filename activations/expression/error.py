"""Why an expression cannot be read."""

from __future__ import annotations

from activations.sentences import Refusal, Sentence


class ExpressionError(Refusal):
    """An expression that cannot be read: says why in a sentence, and at which character, counted from 0.

    The sentence is Markdown, in which what the visitor typed is inert; the place may be just behind the text.
    """

    def __init__(self, sentence: Sentence, place: int) -> None:
        super().__init__(sentence.template, **sentence.values)
        self.place = place
