"""The line moves and descends, its points are written, added, moved and deleted, and its text is true."""

from __future__ import annotations

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from activations.simulations.classifier import L2, POINTS, descend, judge
from activations.simulations.points import LETTERS, read_points
from tests.pages.visit import experiments, figure_of, followed, opened, present_of, said, state_of, text_of


def now(app: AppTest) -> dict[str, str]:
    """What the picture says at the sliders' present positions, or at the start of the replay."""
    figure = figure_of(app)
    if figure["replay"]:
        return {name: each[0] for name, each in figure["replay"]["says"].items()}
    family = next(each for each in figure["families"] if each["key"] == "w2")
    place = family["values"].index(present_of(app)["w2"][0])
    return {name: each[place] for name, each in family["says"].items()}


def at_the_end(app: AppTest) -> dict[str, str]:
    return {name: each[-1] for name, each in figure_of(app)["replay"]["says"].items()}


def written(app: AppTest) -> str:
    return state_of(app)["points"][0]


def test_the_documents_numbers_and_their_mistakes_are_there() -> None:
    words = text_of(opened("classifier"))
    for loss in ("0.018150", "0.126928", "1.313262", "0.313262"):
        assert loss in words
    assert "as 0.112. It is 0.126928" in words
    assert "loss_Z, 1.313, is C's loss: 1.313262" in words
    assert "probabilities of 0.993 and 0.269" in words


def test_the_experiments_show_what_they_say() -> None:
    hrefs = experiments(opened("classifier"))
    l1, l2, down, upright, below, sure, inseparable = (followed(href) for href in hrefs)
    assert [now(l1)[f"v{letter}"] for letter in "ABC"] == ["right", "right", "wrong"]
    lowered = figure_of(l1)["families"][2]
    assert "3" in lowered["says"]["right"][: lowered["values"].index(2.0)]
    assert (now(l2)["right"], now(l2)["mean"], now(l2)["lA"]) == ("3", "0.2512", "0.3133")
    assert float(now(l2)["lA"]) > float(now(l1)["lA"])
    assert figure_of(down)["replay"]["says"]["right"].index("3") == 3
    assert "to its left" in now(upright)["line"]
    assert "below the line" in now(below)["line"]
    assert [now(below)[f"v{letter}"] for letter in "ABC"] == ["wrong", "wrong", "right"]
    assert now(below)["line"].partition(":")[0] == now(l1)["line"].partition(":")[0]
    assert now(sure)["line"] == now(l2)["line"]
    assert (state_of(sure)["w1"], state_of(sure)["w2"], state_of(sure)["b"]) == (["-5"], ["5"], ["-5"])
    assert (judge(POINTS, (-5.0, 5.0), -5.0).losses < judge(POINTS, *L2).losses).all()
    end = at_the_end(inseparable)
    assert end["right"] == "2" and f"the loss stays at {end['mean']}." in text_of(l1)
    means = figure_of(inseparable)["replay"]["says"]["mean"]
    assert float(means[100]) - float(means[-1]) < 0.001


def test_what_the_text_says_of_descent_is_so() -> None:
    words = text_of(opened("classifier"))
    path = descend(steps=1000)
    assert "all points are right after 3 steps" in words
    assert path.judgement.right.all(axis=1).argmax() == 3
    assert not (path.weights == L2.weights).all(axis=1).any()
    for step in (100, 1000):
        assert f"{path.judgement.mean_loss[step]:.4f}" in words
    assert np.linalg.norm(path.weights[1000]) > np.linalg.norm(path.weights[100])
    assert judge(POINTS, *L2).mean_loss > path.judgement.mean_loss[3]


def test_a_moved_line_sends_nothing_new_of_its_own_slider() -> None:
    app = opened("classifier")
    before = figure_of(app)
    app.slider(key="w1").set_value(0.5).run()
    after = figure_of(app)
    assert before["families"][1] == after["families"][1]
    assert (before["traces"], before["layout"]) == (after["traces"], after["layout"])


# The points


def test_a_point_is_moved_by_two_sliders() -> None:
    app = opened("classifier")
    app.segmented_control(key="chosen").set_value("C").run()
    assert (app.slider(key="chosen_0").value, app.slider(key="chosen_1").value) == (3.0, 3.0)
    app.slider(key="chosen_1").set_value(-1.5).run()
    assert written(app) == "2,4,+; 2,1,-; 3,-1.5,-"
    assert "(3, −1.5)" in figure_of(app)["caption"]
    app.slider(key="chosen_0").set_value(10.0).run()
    assert written(app) == "2,4,+; 2,1,-; 10,-1.5,-"
    assert said(app) == []


def test_points_are_added_and_deleted() -> None:
    app = opened("classifier")
    app.button(key="add_True").click().run()
    assert written(app) == "2,4,+; 2,1,-; 3,3,-; 2.5,2.5,+"
    assert app.segmented_control(key="chosen").value == "D"
    app.button(key="add_False").click().run()
    app.segmented_control(key="chosen").set_value("A").run()
    app.button(key="delete").click().run()
    assert written(app) == "2,1,-; 3,3,-; 2.5,2.5,+; 2.5,2.5,-"
    for _ in range(3):
        assert not app.button(key="delete").disabled
        app.button(key="delete").click().run()
    assert app.button(key="delete").disabled
    assert len(read_points(written(app))) == 1


def test_there_is_room_for_twelve_points() -> None:
    app = opened("classifier", points="1,1,+;" * 11)
    app.button(key="add_False").click().run()
    assert len(read_points(written(app))) == len(LETTERS)
    assert app.button(key="add_True").disabled and app.button(key="add_False").disabled


def test_points_are_written() -> None:
    app = opened("classifier")
    app.text_input(key="points").set_value("1,2,+;  -3,0.25,0").run()
    assert said(app) == []
    assert "C" not in app.segmented_control(key="chosen").options
    assert "B ▲ (−3, 0.25)" in figure_of(app)["caption"]


def test_a_slip_in_the_text_is_said_and_the_text_stays_to_be_mended() -> None:
    app = opened("classifier", view="descend")
    app.text_input(key="points").set_value("1,2,+; 3,three,-").run()
    (sentence,) = said(app)
    assert sentence == (
        "points = `1,2,+; 3,three,-`: x₂ of point 2 is not a number; shown instead: `2,4,+; 2,1,-; 3,3,-`."
    )
    assert written(app) == "1,2,+; 3,three,-"
    assert "C ▲ (3, 3)" in figure_of(app)["caption"]
    app.text_input(key="points").set_value("1,2,+; 3,3,-").run()
    assert said(app) == []


@pytest.mark.parametrize("view", ["move the line", "descend"])
def test_any_number_of_points_of_any_class_is_a_picture(view: str) -> None:
    for points in ("1,1,+", "1,1,-; 1,1,-", "0,0,+; 0,0,-", "; ".join(["-10,10,+"] * 12)):
        app = opened("classifier", view=view, points=points, w1=0, w2=0, b=0)
        assert said(app) == []
        assert all(now(app)[f"v{LETTERS[i]}"] == "on the line" for i in range(len(read_points(points))))


def test_the_caption_lists_every_point() -> None:
    caption = figure_of(opened("classifier"))["caption"]
    for point in ("A ■ (2, 4)", "B ▲ (2, 1)", "C ▲ (3, 3)"):
        assert point in caption
