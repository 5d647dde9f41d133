"""Every answer leads to a recommendation with reasons, and the documents' order of trying is kept."""

from __future__ import annotations

from itertools import product

import pytest

from activations import CATALOG
from activations.core import Reference
from activations.simulations.choose import (
    PAPERS,
    QUESTIONS,
    RULES,
    TASKS,
    Answers,
    questions,
    recommend,
)

DOCUMENTS = {"000", "001", "002", "003", "004"}
ALL = [Answers(*answers) for answers in product(*QUESTIONS.values())]


def advised(**answers: str) -> list[str]:
    return [each.function for each in recommend(Answers(**answers)) if each.points > 0]  # type: ignore[arg-type]


def test_every_combination_of_answers_gets_a_recommendation_with_sources():
    assert len(ALL) == 2 * 5 * 2 * 2 * 2 * 2 * 2 * 2
    for answers in ALL:
        best, *rest = recommend(answers)
        assert best.points > 0
        assert all(rule.sources for rule in best.reasons) and best.reasons
        assert [best.points, *(each.points for each in rest)] == sorted(
            (each.points for each in (best, *rest)), reverse=True
        )
        assert len({each.function for each in (best, *rest)}) == len(rest) + 1


def test_only_functions_that_there_are_and_sources_that_are_named():
    for rule in RULES:
        assert rule.function in {*CATALOG, "softmax", "maxout"}
        assert rule.points != 0
        assert rule.reason.endswith(".")
        assert set(rule.sources) <= DOCUMENTS | PAPERS.keys()
        assert rule.when.keys() <= QUESTIONS.keys()
        assert all(answer in QUESTIONS[question] for question, answer in rule.when.items())
    cited = {source for rule in RULES for source in rule.sources}
    assert cited >= PAPERS.keys()
    assert all(isinstance(paper, Reference) and paper.url for paper in PAPERS.values())


def test_no_rule_is_dead():
    for rule in RULES:
        assert any(rule.applies(answers) for answers in ALL)


def test_questions_that_do_not_matter_change_nothing():
    for answers in ALL:
        asked = {question: getattr(answers, question) for question in questions(answers)}
        assert [each.points for each in recommend(answers)] == [
            each.points for each in recommend(Answers(**asked))
        ]


def test_every_question_that_matters_changes_something():
    first = Answers()
    for question in questions(first):
        answers = [Answers(**{question: option}) for option in QUESTIONS[question]]
        assert len({tuple((e.function, e.points) for e in recommend(each)) for each in answers}) > 1, question


def test_the_documents_order():
    order = advised()
    assert order[:3] == ["relu", "leaky_relu", "elu"]
    assert order.index("elu") < order.index("maxout") < order.index("tanh")
    assert order[-1] == "tanh"
    assert "sigmoid" not in order
    assert "prelu" not in order
    assert "prelu" in advised(amount="much")
    assert "rrelu" in advised(amount="little")


def test_sigmoid_is_for_outputs_and_gates_only():
    for answers in ALL:
        if answers.layer == "hidden" and answers.network == "feed-forward":
            (sigmoid,) = (each for each in recommend(answers) if each.function == "sigmoid")
            assert sigmoid.points < 0
    assert advised(layer="output", task="two classes") == ["sigmoid", "softmax"]
    assert advised(layer="output", task="many classes") == ["softmax"]
    assert advised(layer="output", task="several labels") == ["sigmoid"]
    assert advised(layer="output", task="regression") == ["identity"]
    assert advised(layer="output", task="positive number")[0] == "softplus"
    assert advised(network="recurrent") == ["tanh", "sigmoid", "relu"]


def test_what_is_needed_comes_first():
    assert advised(dying="yes")[0] == "leaky_relu"
    assert advised(centred="needed")[0] == "elu"
    assert advised(budget="tight")[0] == "relu"
    assert advised(depth="deep", dying="yes", budget="tight")[0] == "leaky_relu"


def test_the_negative_outputs_that_rules_speak_of_are_facts():
    for rule in RULES:
        if rule.when.get("centred") == "needed":
            can_be_negative = CATALOG[rule.function].range()[0].low < 0.0
            assert can_be_negative == (rule.points > 0), rule
        if rule.when.get("dying") == "yes" and rule.function in CATALOG:
            is_flat = CATALOG[rule.function].facts().left == "hard"
            assert is_flat == (rule.points < 0), rule


def test_with_little_time_what_computes_exp_is_counted_against():
    for rule in RULES:
        if rule.when.get("budget") == "tight" and rule.function in CATALOG:
            computes_exp = "e^" in CATALOG[rule.function].formula
            assert computes_exp == (rule.points < 0), rule
            assert rule.reason.startswith("It computes exp" if computes_exp else "It needs no exp"), rule


def test_an_answer_that_is_not_offered_is_refused():
    with pytest.raises(ValueError, match="depth must be one of shallow, deep, not bottomless"):
        Answers(depth="bottomless")  # type: ignore[arg-type]


def test_the_table_of_tasks_is_the_document_s_and_what_it_leaves_out():
    documents = [row for row in TASKS if row.in_002]
    assert [(row.inputs, row.outputs, row.classifier) for row in documents] == [
        ("one", "one", ""),
        ("several", "one", ""),
        ("several", "one", "sigmoid"),
        ("several", "several", "softmax"),
    ]
    for row in TASKS:
        assert row.activation == (row.layers == "several")
        assert (row.loss == "squared error") == (row.classifier == "")
        assert row.classifier in ("", "softmax", *CATALOG)
    assert TASKS[-1].task == "several labels"
