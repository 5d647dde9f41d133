"""Numbers of the text come from the code; matrices are written as LaTeX."""

from __future__ import annotations

from ui import text
from ui.lessons.linearity.matrices import matrix
from ui.lessons.linearity.numbers_words import numbers_in, numbers_of_the_lesson


def test_every_number_of_the_text_is_computed_and_none_in_vain() -> None:
    asked = {name for body in text.page("linearity").values() for name in text.PLACEHOLDER.findall(body)}
    assert asked == numbers_of_the_lesson().keys()


def test_a_stack_s_numbers_are_its_weights_and_biases() -> None:
    assert [numbers_in(layers) for layers in (1, 2, 3)] == [3, 18 + 7, 18 + 42 + 7]


def test_matrices_are_latex_without_signs_of_our_own() -> None:
    assert matrix([[1.0, -0.5], [0.001, 2.346]]) == r"\begin{bmatrix} 1 & -0.5 \\ 0 & 2.35 \end{bmatrix}"
