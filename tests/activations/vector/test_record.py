"""Each function of several numbers: its slopes are its value's, and every fact in its record is so."""

from __future__ import annotations

import ast
import itertools
import math

import numpy as np
import pytest

from activations import CATALOG
from activations.core import REALS
from activations.vector import VECTORS, VectorActivation

SIZES = (2, 4, 6)
FRAMEWORKS = ("NumPy", "PyTorch", "Keras", "JAX")


@pytest.fixture(params=VECTORS.values(), ids=list(VECTORS))
def function(request: pytest.FixtureRequest) -> VectorActivation:
    return request.param  # type: ignore[no-any-return]


def value(function, x):
    return np.asarray(function(x, **function.shown_with))


def jacobians(function, x):
    """The Jacobian as matrices: a single output has one row."""
    slopes = function.jacobian(x, **function.shown_with)
    return slopes[..., None, :] if function.facts.outputs == "one" else slopes


def sizes(function):
    """Numbers of inputs; maxout's pieces are shown for four."""
    return (4,) if function.shown_with else SIZES


def samples(function, size, count=400, spread=2.0):
    return np.random.default_rng(7).normal(0.0, spread, (count, size))


def test_there_are_at_least_eight():
    needed = {"softmax", "log_softmax", "softmin", "glu", "sparsemax", "swiglu", "geglu", "maxout"}
    assert needed <= set(VECTORS)


def test_no_two_share_a_name():
    names = [n.casefold() for f in VECTORS.values() for n in {f.name, f.label.casefold(), *f.aliases}]
    assert len(names) == len(set(names))


def test_the_jacobian_is_the_slope_of_the_value(function):
    h = 1e-6
    for size in sizes(function):
        for x in samples(function, size, 20):
            columns = [
                (value(function, x + h * e) - value(function, x - h * e)) / (2 * h) for e in np.eye(size)
            ]
            slopes = jacobians(function, x)
            assert slopes == pytest.approx(np.stack(columns, axis=-1).reshape(slopes.shape), abs=1e-7)


def test_the_gradient_is_the_transposed_jacobian_times_upstream(function):
    x = samples(function, 4, 12).reshape(3, 4, 4)
    result = value(function, x)
    upstream = np.random.default_rng(8).normal(size=result.shape)
    expected = np.einsum("...i,...ij->...j", upstream.reshape(*x.shape[:-1], -1), jacobians(function, x))
    gradient = function.gradient(x, upstream, **function.shown_with)
    assert gradient.shape == x.shape
    assert gradient == pytest.approx(expected, rel=1e-12, abs=1e-14)


def test_the_gradient_works_along_any_axis(function):
    x = samples(function, 4, 8).reshape(2, 4, 4)
    for axis in (0, 1, 2, -2) if function.name != "maxout" else ():
        upstream = np.random.default_rng(9).normal(size=function.value(x, axis=axis).shape)
        moved = function.gradient(np.moveaxis(x, axis, -1), np.moveaxis(upstream, axis, -1))
        found = function.gradient(x, upstream, axis=axis)
        assert found == pytest.approx(np.moveaxis(moved, -1, axis), rel=1e-12, abs=1e-15)


def test_an_upstream_of_another_shape_is_refused(function):
    with pytest.raises(ValueError, match=r"upstream has shape \(3, 4, 5\)"):
        function.gradient(np.ones((2, 4)), np.ones((3, 4, 5)), **function.shown_with)


def test_huge_inputs_give_finite_slopes_without_a_warning(function):
    x = np.array([[1e3, -1e3, 0.0, 1e3], [-1e8, 1e8, 1.0, 2.0], [1e150, 0.0, -1e150, 1.0]])
    assert not np.isnan(value(function, x)).any()
    assert np.isfinite(jacobians(function, x)).all()


def test_the_number_of_outputs(function):
    for size in sizes(function):
        expected = {"as many as inputs": (size,), "half as many as inputs": (size // 2,), "one": ()}
        assert value(function, np.zeros(size)).shape == expected[function.facts.outputs]


def test_entries_are_in_their_range_and_come_near_its_ends(function):
    entries = function.facts.entries
    for size in sizes(function):
        found = value(function, samples(function, size, 4000, 5.0))
        assert all(v in entries for v in found.ravel().tolist())
        low, high = found.min(), found.max()
        assert low < -5.0 if entries.low == -math.inf else low == pytest.approx(entries.low, abs=1e-3)
        assert high > 5.0 if entries.high == math.inf else high == pytest.approx(entries.high, abs=1e-3)
        if entries != REALS and entries.low_closed:
            assert entries.low in found
            assert entries.high in found


def test_what_the_outputs_sum_to(function):
    for size in sizes(function):
        sums = value(function, samples(function, size)).reshape(400, -1).sum(axis=-1)
        if function.facts.total is None:
            assert np.ptp(sums) > 0.1
        else:
            assert sums == pytest.approx(function.facts.total, rel=1e-14)


def test_the_order_of_the_outputs(function):
    found = set()
    for size in sizes(function):
        for x in samples(function, size):
            y = value(function, x)
            if y.shape != x.shape:
                assert function.facts.order == "not kept"
                return
            rises = np.diff(y[np.argsort(x)])
            found |= set(np.sign(rises).tolist())
    meanings = {
        "kept": {1.0},
        "kept, but some become equal": {0.0, 1.0},
        "reversed": {-1.0},
    }
    assert found == meanings[function.facts.order]


def test_whether_a_constant_changes_anything(function):
    for size in sizes(function):
        x = samples(function, size)
        same = value(function, x + 3.25) == pytest.approx(value(function, x), abs=1e-12)
        assert same == function.facts.shift_invariant


def test_whether_swapped_inputs_swap_the_outputs(function):
    for size in sizes(function):
        x = samples(function, size)
        order = np.roll(np.arange(size), 1)
        y = value(function, x)
        swaps = y.shape == x.shape and value(function, x[:, order]) == pytest.approx(y[:, order], abs=1e-14)
        assert swaps == function.facts.equivariant


def test_whether_the_jacobian_is_symmetric(function):
    for size in sizes(function):
        slopes = jacobians(function, samples(function, size))
        square = slopes.shape[-1] == slopes.shape[-2]
        symmetric = square and slopes == pytest.approx(np.swapaxes(slopes, -1, -2), abs=1e-15)
        assert symmetric == function.facts.symmetric


def test_whether_outputs_are_exactly_zero(function):
    zeros = np.mean(value(function, samples(function, 4, 4000)) == 0.0)
    assert zeros > 0.1 if function.facts.sparse else zeros == 0.0


def test_the_lipschitz_constant_is_reached_and_not_passed(function):
    for size in sizes(function):
        stated = function.facts.lipschitz(size)
        peaks = 40.0 * np.array(list(itertools.product((-1.0, 1.0), repeat=size)))
        ties = 40.0 * np.array([np.eye(size)[0] + np.eye(size)[i] for i in range(1, size)])
        halves = np.where(np.arange(size) < size // 2, 1e4, 1.0)
        usual = samples(function, size)
        x = np.concatenate([usual, usual * halves, usual * halves[::-1], peaks, ties])
        norms = np.linalg.norm(jacobians(function, x), ord=2, axis=(-2, -1))
        if math.isinf(stated):
            assert norms.max() > 1e3
        else:
            assert norms.max() == pytest.approx(stated, rel=1e-9)


def test_the_class_of_smoothness(function):
    """Along lines, differences of the Jacobian over shorter steps get smaller, unless it jumps."""
    rng = np.random.default_rng(11)
    largest = []
    steps = (1e-2, 1e-3)
    for h in steps:
        t = np.arange(0.0, 4.0, h)[:, None] - 2.0
        starts, ways = rng.normal(size=(2, 8, 4))
        lines = [jacobians(function, start + t * way) for start, way in zip(starts, ways, strict=True)]
        largest.append(max(np.abs(np.diff(line, axis=0)).max() for line in lines))
    jumps = bool(largest[1] > 0.2 * largest[0])
    assert function.facts.smoothness == ("C⁰" if jumps else "C∞")
    h = 1e-2
    t = np.arange(0.0, 4.0, h)[:, None] - 2.0
    bent = np.abs(np.diff(jacobians(function, rng.normal(size=4) + t), n=4, axis=0)).max()
    assert jumps or bent < 1e3 * h**4


def test_years_and_ancestors(function):
    assert function.year == function.reference.year
    known = {**CATALOG, **VECTORS}
    assert function.descends_from
    for ancestor in function.descends_from:
        assert ancestor in known, ancestor


def test_every_framework_spells_it_once(function):
    assert tuple(spelling.framework for spelling in function.spellings) == FRAMEWORKS
    given = {"x", *function.shown_with}
    for spelling in function.spellings:
        tree = ast.parse(spelling.code)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        loaded = {node.id for node in names if isinstance(node.ctx, ast.Load)}
        stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        imported = {
            alias.asname or alias.name.partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert "y" in stored
        assert loaded <= stored | imported | given
        assert imported <= loaded
        assert given <= loaded


def test_numpys_spelling_computes_the_function(function):
    x = samples(function, 4)
    names = {"x": x, **function.shown_with}
    exec(function.spellings[0].code, names)
    assert names["y"] == pytest.approx(value(function, x), rel=1e-12, abs=1e-15)
