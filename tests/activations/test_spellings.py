"""How the frameworks spell each function: NumPy's spelling is run, all are checked for form."""

from __future__ import annotations

import ast
import math
import re

import numpy as np
import pytest

from activations import CATALOG, get
from activations.conventions import CONVENTIONS, defaults
from activations.measure import sides

FRAMEWORKS = ("NumPy", "PyTorch", "Keras", "JAX")
X = np.linspace(-20.0, 20.0, 161)


def written(spelling, case):
    """The snippet at the case's parameters; no slider reaches ∞, which has no literal in Python."""
    given = {name: "float('inf')" if value == math.inf else value for name, value in case.parameters.items()}
    return spelling.code.format(**given)


def test_every_framework_is_there_once(activation):
    assert tuple(spelling.framework for spelling in activation.spellings) == FRAMEWORKS


def test_every_snippet_is_python_that_makes_y_from_x_and_imports_what_it_uses(case):
    for spelling in case.activation.spellings:
        tree = ast.parse(written(spelling, case))
        loaded = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        imported = {
            alias.asname or alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        assert "y" in stored
        assert "x" in loaded
        assert loaded <= stored | imported | {"x", "float"}
        assert imported <= loaded


def test_every_snippet_depends_on_every_parameter(activation):
    for spelling in activation.spellings:
        for parameter in activation.parameters:
            assert f"{{{parameter.name}}}" in spelling.code


def test_a_framework_that_is_asked_for_its_convention_has_the_function():
    for convention in CONVENTIONS:
        spellings = {each.framework: each for each in CATALOG[convention.function].spellings}
        for answer in convention.answers:
            assert spellings[answer.framework].native, answer.api


def test_a_call_without_parameters_is_named_in_the_note(activation):
    for spelling in activation.spellings:
        call = spelling.at_defaults.partition("y = ")[2]
        assert call in spelling.note and (spelling.native or not call)


def test_a_note_asks_for_defaults_that_are_known(activation):
    for spelling in activation.spellings:
        assert {*re.findall(r"\{\{(\w+)\}\}", spelling.note)} <= defaults(activation.name).keys()


def test_the_snippet_for_numpy_computes_the_function(case):
    names = {"x": X}
    exec(written(case.activation.spellings[0], case), names)
    assert names["y"] == pytest.approx(case.f(X), rel=1e-13)


def test_a_kinks_slope_is_a_slope_that_a_framework_may_choose(case):
    """Between the slopes on both sides; but Keras's relu(x) − α·relu(−x) has slope 0 at 0.

    That of squareplus is nan in all of them: the slope of √x² at 0 is ∞·0.
    """
    for spelling in case.activation.spellings[1:]:
        odd = spelling.framework == "Keras" and case.activation.name in ("prelu", "general_relu")
        for kink, slope in zip(case.facts.kinks, stated(spelling, case), strict=True):
            here = sides(case.activation, kink, **case.parameters)
            low, high = sorted([here.slope_left, here.slope_right])
            if case.activation.name == "squareplus":
                assert math.isnan(slope)
            else:
                assert slope == 0.0 if odd and kink == 0.0 else low <= slope <= high


def test_our_slope_at_a_kink_is_pytorchs_where_it_has_the_function_else_jaxs(case):
    pytorch, jax = (case.activation.spellings[FRAMEWORKS.index(name)] for name in ("PyTorch", "JAX"))
    model = jax if jax.native and not pytorch.native else pytorch
    theirs, ours = np.array(stated(model, case)), case.slope(case.facts.kinks)
    assert ours == pytest.approx(np.where(np.isnan(theirs), ours, theirs), rel=1e-15)


def stated(spelling, case):
    """The slopes a framework is said to use at the kinks there are."""
    if not case.facts.kinks:
        return ()
    assert spelling.slopes_at_kinks is not None, f"{spelling.framework}'s slope at the kink is not stated"
    return spelling.slopes_at_kinks(**case.parameters)


@pytest.mark.parametrize(
    ("name", "parameters", "slopes"),
    [
        ("relu", {}, (0.0, 0.0, 0.0)),
        ("leaky_relu", {"alpha": 0.1}, (0.1, 1.0, 1.0)),
        ("prelu", {"alpha": 0.25}, (0.25, 0.0, 1.0)),
        ("rrelu", {"alpha": 0.25}, (0.25, 1.0, 1.0)),
        ("elu", {"alpha": 2.0}, (2.0, 2.0, 2.0)),
    ],
)
def test_the_frameworks_slopes_at_zero(name, parameters, slopes):
    """Measured with PyTorch 2.13, Keras 3.15 on JAX, and JAX 0.10."""
    stated = [spelling.slopes_at_kinks for spelling in get(name).spellings[1:]]
    assert tuple(slope(**parameters)[0] for slope in stated if slope) == slopes
