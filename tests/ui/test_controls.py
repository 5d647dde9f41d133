from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from activations import CATALOG
from ui.controls import shortened

JUNK = "<script>alert(1)</script>**`" * 400


def page() -> None:
    import streamlit as st

    from ui.controls import choose, input_range, pick, probe
    from ui.page import begin_page

    begin_page("explore")
    choice = pick("f", "ReLU")
    shown = [choice.activation.label, choice.parameters, input_range(), probe()]
    st.text("|".join(map(str, [*shown, choose("show", "Show", ("both", "f", "f′"))])))


def opened(**state: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=20)
    app.query_params.update(state)
    return app.run()


def shown(app: AppTest) -> list[str]:
    assert not app.exception
    return app.text[0].value.split("|")


def said(app: AppTest) -> list[str]:
    return [warning.value for warning in app.warning]


DEFAULT = ["ReLU", "{}", "(-6.0, 6.0)", "1.0", "both"]


def test_the_default_says_nothing() -> None:
    app = opened()
    assert shown(app) == DEFAULT
    assert not said(app)


def test_a_link_is_a_picture() -> None:
    app = opened(f="ELU", f_elu_alpha="1.333", range=["-4", "4"], x="-1", show="f′")
    assert shown(app) == ["ELU", "{'alpha': 1.333}", "(-4.0, 4.0)", "-1.0", "f′"]
    assert not said(app)


@pytest.mark.parametrize("activation", CATALOG.values(), ids=CATALOG)
def test_every_function_has_its_sliders(activation) -> None:  # type: ignore[no-untyped-def]
    app = opened(f=activation.label)
    assert shown(app)[0] == activation.label
    assert not said(app)
    for parameter in activation.parameters:
        slider = app.slider(key=f"f_{activation.name}_{parameter.name}")
        assert slider.label.startswith(parameter.symbol)
        assert slider.value == parameter.default


@pytest.mark.parametrize(
    ("state", "field", "value"),
    [
        ({"f": "nothing like it"}, 0, "ReLU"),
        ({"f": "elu"}, 0, "ELU"),
        ({"f": JUNK}, 0, "ReLU"),
        ({"f": ["ELU", "Tanh"]}, 0, "Tanh"),
        ({"f": ["Tanh", ""]}, 0, "ReLU"),
        ({"f": "ELU", "f_elu_alpha": "nan"}, 1, "{'alpha': 1.0}"),
        ({"f": "ELU", "f_elu_alpha": "99"}, 1, "{'alpha': 1.0}"),
        ({"f": "ELU", "f_elu_alpha": ["2", "3"]}, 1, "{'alpha': 3.0}"),
        ({"range": ["5", "-5"]}, 2, "(-5.0, 5.0)"),
        ({"range": ["6", "-6"]}, 2, "(-6.0, 6.0)"),
        ({"range": ["5", "5"]}, 2, "(5.0, 5.5)"),
        ({"range": "5"}, 2, "(-6.0, 6.0)"),
        ({"range": ["1", "2", "3"]}, 2, "(-6.0, 6.0)"),
        ({"range": [JUNK, "3"]}, 2, "(-6.0, 6.0)"),
        ({"x": "1e999"}, 3, "1.0"),
        ({"x": "-inf"}, 3, "1.0"),
        ({"x": "2026-01-01"}, 3, "1.0"),
        ({"x": ["2", "3"]}, 3, "3.0"),
        ({"x": JUNK}, 3, "1.0"),
        ({"show": "F"}, 4, "both"),
        ({"show": ["both", "f"]}, 4, "f"),
    ],
)
def test_a_wrong_address_shows_something_and_says_so_once(
    state: dict[str, str | list[str]], field: int, value: str
) -> None:
    app = opened(**state)
    assert shown(app)[field] == value
    assert len(said(app)) == 1
    assert "shown instead: " in said(app)[0]
    assert len(said(app)[0]) < 200
    again = app.run()
    assert shown(again)[field] == value
    assert len(said(again)) == 1


def test_several_wrong_things_are_all_said() -> None:
    app = opened(f="elu", range=["5", "-5"], x="nan", show="?")
    assert shown(app) == ["ELU", "{'alpha': 1.0}", "(-5.0, 5.0)", "1.0", "both"]
    assert len(said(app)) == 4


def test_the_address_is_put_right() -> None:
    app = opened(f="elu", range=["5", "-5"], x="nan")
    assert app.query_params == {"f": "ELU", "range": ["-5", "5"]}


def test_a_complaint_goes_when_the_visitor_moves_the_control_and_does_not_come_back() -> None:
    app = opened(x="99")
    assert len(said(app)) == 1
    app.slider(key="range").set_range(-4.0, 4.0).run()
    assert len(said(app)) == 1
    app.slider(key="x").set_value(2.0).run()
    assert not said(app)
    app.slider(key="x").set_value(1.0).run()
    assert not said(app)


def test_two_thumbs_on_one_value_are_a_step_apart() -> None:
    app = opened()
    app.slider(key="range").set_range(2.0, 2.0).run()
    assert shown(app)[2] == "(2.0, 2.5)"
    assert said(app) == ["`range` from 2 to 2 is narrower than 0.5; shown instead: 2 to 2.5."]
    app.slider(key="range").set_range(2.0, 3.0).run()
    assert not said(app)


def test_a_parameter_comes_back_with_its_function() -> None:
    app = opened(f="ELU", f_elu_alpha="1.5")
    app.selectbox(key="f").select("Leaky ReLU").run()
    assert shown(app)[1] == "{'alpha': 0.01}"
    app.selectbox(key="f").select("ELU").run()
    assert shown(app)[1] == "{'alpha': 1.5}"


def test_a_position_is_free_of_rounding() -> None:
    app = opened(x="0.30000000000000004")
    assert shown(app)[3] == "0.3"


def test_a_random_parameter_is_drawn_from_its_positions() -> None:
    (parameter,) = CATALOG["rrelu"].parameters
    app = opened(f="RReLU")
    drawn = set()
    for _ in range(12):
        app.button(key="f_rrelu_alpha_draw").click().run()
        drawn.add(app.slider(key="f_rrelu_alpha").value)
    assert drawn <= set(parameter.positions)
    assert len(drawn) > 1


@pytest.fixture
def translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.controls._", lambda message: {"f": "Wert"}.get(message, message))


def test_a_translated_choice_is_translated_beside_and_not_in_the_address(translated: None) -> None:
    app = opened(show="f")
    assert shown(app)[4] == "f"
    assert app.caption[0].value == "f: Wert"


@pytest.mark.parametrize(
    ("typed", "name"),
    [(" x *  exp(x)", "x * exp(x)"), ("x" * 20, "x" * 20), ("x" * 21, "x" * 19 + "…"), ("{x}", "(x)")],
)
def test_a_name_is_what_was_typed_as_far_as_there_is_room(typed: str, name: str) -> None:
    assert shortened(typed) == name
