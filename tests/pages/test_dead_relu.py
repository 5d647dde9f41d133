"""The page says who dies, when and why, and each experiment shows what it says."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from activations.simulations.dead_relu import longest_return, simulate
from tests.pages.visit import experiments, figure_of, followed, html_of, opened, said, text_of
from ui import heavy


def result(app: AppTest) -> str:
    return str(app.markdown[0].value)


def counts(app: AppTest) -> tuple[int, int]:
    """How many neurons die, of how many."""
    dead, width = re.search(r"(\w+) of (\d+) neurons die", result(app)).groups()  # type: ignore[union-attr]
    return 0 if dead == "none" else int(dead), int(width)


def losses(app: AppTest) -> dict[str, float]:
    """The loss at the end of each function, the page's own under its empty name."""
    own, rest = re.search(r"Loss at the end ([\d.]+); the same start with (.*?)\. In", result(app)).groups()  # type: ignore[union-attr]
    others = re.findall(r"(\w[\w ]*) ([\d.]+) \((\d+) dead\)", rest)
    return {"": float(own)} | {name: float(loss) for name, loss, _dead in others}


def test_the_first_picture_says_who_dies_and_when() -> None:
    app = opened("dead_relu")
    lives = simulate(CATALOG["relu"])
    steps = sorted(died for died in lives.died if died is not None)
    assert f"{len(steps)} in training, at steps {', '.join(map(str, steps))}." in result(app)
    assert losses(app).keys() == {"", "Leaky ReLU", "ELU", "Softplus"}
    assert min(losses(app).values()) < losses(app)[""] == max(losses(app).values())
    assert result(app).count("(0 dead)") == 3
    assert result(app).replace("**", "") in figure_of(app)["alternative"]


@pytest.mark.parametrize("name", CATALOG)
@pytest.mark.parametrize("view", ["deaths", "return"])
def test_every_function_has_its_picture(name: str, view: str) -> None:
    app = opened("dead_relu", f=CATALOG[name].label, view=view, rate=4, bias=-2, weights="too large")
    assert said(app) == []
    assert figure_of(app)["replay"]["frames"] == 101


def test_the_experiments_show_what_they_say() -> None:
    first = opened("dead_relu")
    slow, centred, bias, weights, leaky, back = map(followed, experiments(first))
    assert counts(first) == (4, 8)
    assert counts(slow) == (0, 8)
    assert counts(centred) == (1, 8)
    assert "1 of 8 neurons dies" in result(centred)
    assert "kills 1 of 8 neurons instead of 4." in html_of(first)
    assert html_of(first).count("4 of 8 neurons") == 2
    assert "4 from the start, because of their bias" in result(bias)
    assert "4 from the start, because of their drawn weights" in result(weights)
    assert counts(leaky) == (0, 8)
    assert losses(leaky)[""] < losses(first)[""]
    lives = simulate(CATALOG["relu"], hidden_layers=2, width=6)
    returned = longest_return(lives.dead)
    assert returned is not None
    assert f"dead from step {returned.died} on, and alive again at step {returned.revived}" in result(back)
    assert f"dead from step {returned.died} on and awake again at step {returned.revived}" in text_of(first)


def test_the_text_s_claims_hold() -> None:
    relu = CATALOG["relu"]
    seeds = range(20)
    came_back = [longest_return(simulate(relu, hidden_layers=2, width=6, seed=seed).dead) for seed in seeds]
    assert sum(each is not None for each in came_back) > len(seeds) / 2
    biased = [simulate(CATALOG[name], bias=-2.0).losses[-1] for name in ("relu", "leaky_relu")]
    assert biased[0] < biased[1]
    elu = CATALOG["elu"]
    assert "exactly 0 from $z = −746$ on" in text_of(opened("dead_relu"))
    assert elu.derivative(-745.0) > 0.0 == elu.derivative(-746.0)


def test_where_none_dies_or_comes_back_the_page_says_so() -> None:
    assert "none of 8 neurons dies" in result(opened("dead_relu", f="Softplus"))
    assert "No neuron of the second hidden layer dies" in result(
        opened("dead_relu", f="Softplus", view="return")
    )
    assert "comes back here.** Try another seed." in result(opened("dead_relu", view="return", bias=-4))


def test_a_flat_function_is_named_as_the_cause() -> None:
    assert "8 because the function is flat everywhere" in result(opened("dead_relu", f="Binary step"))
    assert "flat everywhere" in result(opened("dead_relu", f="Binary step", view="return"))


def test_who_comes_when_too_many_wait_for_something_heavy_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "MOST_WAITING", 0)
    (sentence,) = said(opened("dead_relu", seed=31, rate=0.7))
    assert "Many visitors are computing at this moment" in sentence
    monkeypatch.undo()
    assert said(opened("dead_relu", seed=31, rate=0.7)) == []
