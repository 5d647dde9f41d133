"""A sentence is its English words, and keeps what it takes to say it in another language."""

from __future__ import annotations

from activations.sentences import Refusal, Sentence


def test_a_sentence_is_its_words_and_keeps_its_template_and_values() -> None:
    sentence = Sentence("Not within {steps} steps.", steps=3)
    assert sentence == "Not within 3 steps."
    assert sentence.template == "Not within {steps} steps."
    assert sentence.values == {"steps": 3}


def test_no_sentence_is_no_words() -> None:
    assert not Sentence()


def test_a_refusal_is_an_error_with_a_sentence() -> None:
    refusal = Refusal("{name} is missing", name="w")
    assert isinstance(refusal, ValueError)
    assert str(refusal) == refusal.sentence == "w is missing"
    assert refusal.sentence.template == "{name} is missing"
