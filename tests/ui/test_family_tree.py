"""The tree holds every function at its year; nothing overlaps, lines go down and cross no function."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import combinations

import pytest

from activations import CATALOG
from activations.vector import VECTORS
from ui.family_tree import FEW, Line, Node, Tree, as_table, drawn, family_of, planted, tracks, tree
from ui.page import address

TREE = tree()
EVERYTHING = {**CATALOG, **VECTORS}

Box = tuple[float, float, float, float]
"""Left and right in lanes, top and bottom in rem."""


def box(tree: Tree, node: Node) -> Box:
    return node.left, node.lane + 1.0, tree.tops[node.row], tree.bottom(node)


def strokes(tree: Tree, line: Line) -> list[Box]:
    """The straight pieces of a line, as boxes without a breadth."""
    parent, child = line.parent, line.child
    across = sorted((parent.middle, line.down))
    return [
        (parent.middle, parent.middle, tree.bottom(parent), line.across),
        (across[0], across[1], line.across, line.across),
        (line.down, line.down, line.across, tree.entry(child)),
        (line.down, child.left, tree.entry(child), tree.entry(child)),
    ]


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes have more in common than a border."""
    apart = 1e-9
    return (
        one[0] < other[1] - apart
        and other[0] < one[1] - apart
        and one[2] < other[3] - apart
        and other[2] < one[3] - apart
    )


def run_together(one: Box, other: Box) -> bool:
    """Whether two strokes lie on the same line and have a stretch in common."""
    upright = one[0] == one[1] == other[0] == other[1] and min(one[3], other[3]) > max(one[2], other[2])
    level = one[2] == one[3] == other[2] == other[3] and min(one[1], other[1]) > max(one[0], other[0])
    return upright or level


def test_every_function_is_in_it_once() -> None:
    assert set(TREE.nodes) == set(EVERYTHING)
    for name, node in TREE.nodes.items():
        assert node.function is EVERYTHING[name]
        assert family_of(node.function) in TREE.lanes[node.lane]
    assert sorted(sum(TREE.lanes, ())) == sorted({family_of(each) for each in EVERYTHING.values()})


def test_time_runs_down() -> None:
    in_order = list(TREE.nodes.values())
    assert [node.function.year for node in in_order] == sorted(node.function.year for node in in_order)
    assert all(len({node.function.year for node in row}) == 1 for row in TREE.rows)
    assert list(TREE.years) and min(TREE.years) == 1943 and TREE.years[1943] == 0


def test_every_descent_is_drawn_and_goes_down() -> None:
    expected = {(parent, name) for name, each in EVERYTHING.items() for parent in each.descends_from}
    assert {(line.parent.function.name, line.child.function.name) for line in TREE.lines} == expected
    for line in TREE.lines:
        assert line.parent.row < line.child.row
        assert TREE.bottom(line.parent) < line.across < TREE.entry(line.child)
        assert line.child.lane < line.down < line.child.left


def test_no_two_functions_overlap() -> None:
    boxes = [box(TREE, node) for node in TREE.nodes.values()]
    assert not any(touch(one, other) for one, other in combinations(boxes, 2))


def test_no_line_crosses_a_function() -> None:
    boxes = {name: box(TREE, node) for name, node in TREE.nodes.items()}
    for line in TREE.lines:
        for left, right, top, bottom in strokes(TREE, line):
            broad = (left - 1e-6, right + 1e-6, top - 1e-6, bottom + 1e-6)
            ends = {line.parent.function.name, line.child.function.name}
            assert not [name for name, there in boxes.items() if name not in ends and touch(broad, there)]


def test_lines_of_different_parents_do_not_run_together() -> None:
    drawn_strokes = [(line, strokes(TREE, line)[:3]) for line in TREE.lines]
    for (one, its), (other, others) in combinations(drawn_strokes, 2):
        if one.parent is not other.parent:
            assert not any(run_together(a, b) for a in its for b in others)


def test_owners_share_a_track_only_one_after_the_other() -> None:
    found = tracks([("a", 0, 2), ("b", 1, 3), ("c", 4, 5), ("a", 1, 3.5), ("d", 3.5, 4)])
    assert found == {"a": 0, "b": 1, "d": 1, "c": 0}


def test_it_takes_whatever_there_is() -> None:
    relu, gelu = CATALOG["relu"], CATALOG["gelu"]
    crowd = [
        replace(relu, name=f"r{i}", label=f"R{i}", year=2030, descends_from=("r0",) if i else ())
        for i in range(9)
    ]
    grown = planted([*EVERYTHING.values(), *crowd, replace(gelu, name="new", family="New", year=2031)])
    assert len(grown.nodes) == len(EVERYTHING) + 10
    assert {grown.nodes[f"r{i}"].row for i in range(1, 9)} == {grown.nodes["r0"].row + i for i in range(1, 9)}
    assert planted([gelu]).lines == []


def test_a_child_of_the_same_year_stands_below_its_parent_in_another_lane_too() -> None:
    early = replace(CATALOG["gelu"], year=CATALOG["relu"].year, descends_from=("relu",))
    nodes = planted([early, *(each for each in CATALOG.values() if each.name != "gelu")]).nodes
    assert nodes["relu"].lane != nodes["gelu"].lane
    assert nodes["relu"].row < nodes["gelu"].row


def test_families_share_a_lane_only_where_they_are_few() -> None:
    families = [family_of(each) for each in EVERYTHING.values()]
    for lane in TREE.lanes:
        assert len(lane) == 1 or sum(map(families.count, lane)) <= FEW
    assert TREE.lanes[0] == ("Linear", "Threshold")


def test_functions_that_descend_from_each_other_are_refused() -> None:
    relu = CATALOG["relu"]
    with pytest.raises(ValueError, match="descend from each other"):
        planted(
            [replace(relu, name="a", descends_from=("b",)), replace(relu, name="b", descends_from=("a",))]
        )


def test_every_function_is_a_link_with_a_name_that_says_where_it_comes_from() -> None:
    links = dict(re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"', drawn(TREE)))
    spoken = {unescape(href): unescape(label) for href, label in links.items()}
    assert len(spoken) == len(EVERYTHING)
    assert spoken[address("explore", f="ReLU")] == "ReLU, 2010, Rectifiers; descends from Softplus"
    assert spoken[address("explore", f="Binary step")] == "Binary step, 1943, Threshold"
    assert spoken[address("vectors", v="Softmax")].startswith("Softmax, ")


def test_the_table_says_the_same() -> None:
    table, targets = as_table(TREE)
    rows = table.splitlines()[2:]
    assert len(rows) == len(EVERYTHING) and set(targets) == set(EVERYTHING)
    (elu,) = (row for row in rows if row.startswith("| 2015 | [ELU](elu) |"))
    assert "| [ReLU](relu) |" in elu and "[CELU](celu)" in elu and "[SELU](selu)" in elu
