"""Which function grew out of which: a picture in which time runs down, with a lane for each family.

Every function has a place of its own. A line leaves its parent below, runs between two rows to the gutter
left of the child's lane, down there, and enters the child from the left: so it crosses no function, and lines
of different parents never run on top of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from itertools import groupby
from textwrap import wrap

from activations import CATALOG
from activations.core import Activation
from activations.vector import VECTORS, VectorActivation
from ui.page import address
from ui.text import N_, _, hyphenated
from ui.thumbnail import picture

Function = Activation | VectorActivation
Track = Mapping[str, int]

SEVERAL_NUMBERS = N_("Several numbers")
FEW = 3
"""So many functions at most may families that stand side by side have together to share a lane."""
GUTTER = 0.22
"""Which part of a lane's width is kept for lines."""
LETTERS_A_LINE = 11
PICTURE, LINE_OF_TEXT, FRAME = 1.5, 0.95, 0.3
"""Heights in rem: of a picture, of a line of a label, of the frame around both."""
SPACE, APART = 0.35, 0.25
"""Between a function and a line, and between two lines, in rem."""


@dataclass(frozen=True)
class Node:
    """A function in its place: its lane from the left, its row from the top."""

    function: Function
    lane: int
    row: int

    @property
    def left(self) -> float:
        """Where it begins, in widths of a lane."""
        return self.lane + GUTTER

    @property
    def middle(self) -> float:
        return self.lane + (1.0 + GUTTER) / 2

    @property
    def height(self) -> float:
        """In rem."""
        lines = len(wrap(hyphenated(self.function.label).replace("\u00ad", "-"), LETTERS_A_LINE))
        return FRAME + LINE_OF_TEXT * lines + (PICTURE if self.function.name in CATALOG else 0.0)


@dataclass(frozen=True)
class Line:
    """A descent: along ``across``, in rem from the top, to ``down``, in lanes from the left, then down."""

    parent: Node
    child: Node
    across: float
    down: float


@dataclass(frozen=True)
class Tree:
    """The picture: the families of each lane, and the functions by name in the order of time."""

    lanes: tuple[tuple[str, ...], ...]
    nodes: Mapping[str, Node]

    @cached_property
    def rows(self) -> list[list[Node]]:
        last = max(node.row for node in self.nodes.values())
        return [[node for node in self.nodes.values() if node.row == row] for row in range(last + 1)]

    @cached_property
    def years(self) -> dict[int, int]:
        """The first row of each year."""
        return {row[0].function.year: place for place, row in reversed([*enumerate(self.rows)])}

    @cached_property
    def descents(self) -> list[tuple[Node, Node]]:
        return [(parent, child) for child in self.nodes.values() for parent in self.parents(child)]

    def parents(self, child: Node) -> list[Node]:
        return [self.nodes[name] for name in child.function.descends_from if name in self.nodes]

    @cached_property
    def in_gaps(self) -> list[Track]:
        """For each row, which track below it the lines of each parent take."""
        spans: defaultdict[int, list[tuple[str, float, float]]] = defaultdict(list)
        for parent, child in self.descents:
            ends = sorted((parent.middle, float(child.lane)))
            spans[parent.row].append((parent.function.name, ends[0], ends[1] + GUTTER))
        return [tracks(spans[row]) for row in range(len(self.rows))]

    @cached_property
    def in_gutters(self) -> list[Track]:
        """For each lane, which track left of it the lines of each parent take."""
        spans: defaultdict[int, list[tuple[str, float, float]]] = defaultdict(list)
        for parent, child in self.descents:
            spans[child.lane].append((parent.function.name, float(parent.row), float(child.row)))
        return [tracks(spans[lane]) for lane in range(len(self.lanes))]

    @cached_property
    def tops(self) -> list[float]:
        """Where each row begins, in rem from the top, and where the last one ends."""
        tops = [0.0]
        for row, gap in zip(self.rows, self.in_gaps, strict=True):
            tops.append(tops[-1] + max(node.height for node in row) + 2 * SPACE + APART * width(gap))
        return tops

    def bottom(self, node: Node) -> float:
        return self.tops[node.row] + node.height

    @cached_property
    def lines(self) -> list[Line]:
        return [
            Line(
                parent,
                child,
                self.tops[parent.row + 1] - SPACE - APART * self.in_gaps[parent.row][parent.function.name],
                child.lane + GUTTER * self._share(child.lane, parent.function.name),
            )
            for parent, child in self.descents
        ]

    def entry(self, node: Node) -> float:
        """Where lines come in, in rem from the top."""
        return self.tops[node.row] + node.height / 2

    def _share(self, lane: int, parent: str) -> float:
        gutter = self.in_gutters[lane]
        return (gutter[parent] + 0.5) / width(gutter)


@lru_cache(maxsize=1)
def tree() -> Tree:
    """The tree of all functions there are."""
    return planted((*CATALOG.values(), *VECTORS.values()))


def planted(functions: Iterable[Function]) -> Tree:
    """A tree of these functions, those of one year one below the other where they descend or share a lane."""
    functions = list(functions)
    lanes = lanes_of(functions)
    nodes: dict[str, Node] = {}
    first = 0
    for _year, members in groupby(sorted(functions, key=by_year), key=by_year):
        taken: set[tuple[int, int]] = set()
        for function in parents_first(list(members)):
            lane = next(place for place, families in enumerate(lanes) if family_of(function) in families)
            row = max([first, *(nodes[each].row + 1 for each in function.descends_from if each in nodes)])
            while (lane, row) in taken:
                row += 1
            taken.add((lane, row))
            nodes[function.name] = Node(function, lane, row)
        first = 1 + max(row for _lane, row in taken)
    in_order = sorted(nodes.values(), key=lambda node: (node.row, node.lane))
    return Tree(lanes, {node.function.name: node for node in in_order})


def family_of(function: Function) -> str:
    return function.family if isinstance(function, Activation) else SEVERAL_NUMBERS


def by_year(function: Function) -> int:
    return function.year


def lanes_of(functions: Sequence[Function]) -> tuple[tuple[str, ...], ...]:
    """The families by lane, in the order in which they come; neighbours of few functions share one."""
    families = [family_of(function) for function in functions]
    lanes: list[tuple[str, ...]] = []
    for family in dict.fromkeys(families):
        together = (*lanes[-1], family) if lanes else ()
        if together and sum(map(families.count, together)) <= FEW:
            lanes[-1] = together
        else:
            lanes.append((family,))
    return tuple(lanes)


def parents_first(functions: Sequence[Function]) -> list[Function]:
    """The functions in an order in which none comes before one that it descends from."""
    names = {function.name for function in functions}
    placed: list[Function] = []
    waiting = list(functions)
    while waiting:
        done = {function.name for function in placed}
        ready = [each for each in waiting if not names.intersection(each.descends_from) - done]
        if not ready:
            raise ValueError(f"{', '.join(each.name for each in waiting)} descend from each other")
        placed.append(ready[0])
        waiting.remove(ready[0])
    return placed


def tracks(spans: Iterable[tuple[str, float, float]]) -> Track:
    """A track for each owner of spans, the first that is free from the least start to the greatest end."""
    whole: dict[str, tuple[float, float]] = {}
    for owner, start, end in spans:
        low, high = whole.get(owner, (start, end))
        whole[owner] = (min(low, start), max(high, end))
    ends: list[float] = []
    found: dict[str, int] = {}
    for owner, (start, end) in sorted(whole.items(), key=lambda item: item[1]):
        track = next((place for place, last in enumerate(ends) if last < start), len(ends))
        ends[track : track + 1] = [end]
        found[owner] = track
    return found


def width(tracks: Track) -> int:
    """How many tracks there are."""
    return 1 + max(tracks.values(), default=-1)


def drawn(tree: Tree) -> str:
    """The picture: a list of links in the order of time, with lines between them."""
    share = 100.0 / len(tree.lanes)
    head = "".join(f"<span>{escape(', '.join(map(_, families)))}</span>" for families in tree.lanes)
    years = "".join(f'<b style="top:{tree.tops[row]:.2f}rem">{year}</b>' for year, row in tree.years.items())
    lines: defaultdict[str, str] = defaultdict(str)
    for line in tree.lines:
        lines[line.child.function.name] += _line(tree, line, share)
    members = "".join(
        f"<li>{lines[name]}{_node(tree, node, share)}</li>" for name, node in tree.nodes.items()
    )
    return (
        f'<div class="sheet tree-box"><div class="tree"><div class="lanes" aria-hidden="true">{head}</div>'
        f'<div class="time" style="height:{tree.tops[-1]:.2f}rem">'
        f'<div class="years" aria-hidden="true">{years}</div>'
        f"<ol>{members}</ol></div></div></div>"
    )


def as_table(tree: Tree) -> tuple[str, dict[str, str]]:
    """The same as a table of Markdown, the years in order, and where its links lead."""
    children: defaultdict[str, list[Function]] = defaultdict(list)
    for parent, child in tree.descents:
        children[parent.function.name].append(child.function)
    head = (_("Year"), _("Function"), _("Family"), _("Descends from"), _("Led to"))
    rows = [
        (
            str(node.function.year),
            _links([node.function]),
            _(family_of(node.function)),
            _links(parent.function for parent in tree.parents(node)),
            _links(children[name]),
        )
        for name, node in tree.nodes.items()
    ]
    lines = (head, ("---",) * len(head), *rows)
    targets = {name: address_of(node.function) for name, node in tree.nodes.items()}
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines), targets


def address_of(function: Function) -> str:
    """Where one looks at a function closely."""
    if isinstance(function, Activation):
        return address("explore", f=function.label)
    return address("vectors", v=function.label)


def _links(functions: Iterable[Function]) -> str:
    return ", ".join(f"[{each.label}]({each.name})" for each in functions)


def _node(tree: Tree, node: Node, share: float) -> str:
    function = node.function
    parents = ", ".join(parent.function.label for parent in tree.parents(node))
    spoken = f"{function.label}, {function.year}, {_(family_of(function))}" + (
        "; " + _("descends from {parents}").format(parents=parents) if parents else ""
    )
    image = f'<img alt="" src="{picture(function.name)}">' if function.name in CATALOG else ""
    place = _box(share * node.left, tree.tops[node.row], share * (1.0 - GUTTER), node.height)
    return (
        f'<a href="{escape(address_of(function))}" aria-label="{escape(spoken)}" style="{place}">'
        f"{image}{escape(hyphenated(function.label))}</a>"
    )


def _line(tree: Tree, line: Line, share: float) -> str:
    """Two corners: from below the parent to the gutter, and down there into the child."""
    parent, child = line.parent, line.child
    start, bottom = min(parent.middle, line.down), tree.bottom(parent)
    side = "left" if parent.middle < line.down else "right"
    out = _box(share * start, bottom, share * abs(parent.middle - line.down), line.across - bottom)
    into = _box(
        share * line.down, line.across, share * (child.left - line.down), tree.entry(child) - line.across
    )
    return f'<i class="{side}" style="{out}"></i><i style="{into}"></i>'


def _box(left: float, top: float, wide: float, high: float) -> str:
    return f"left:{left:.2f}%;top:{top:.2f}rem;width:{wide:.2f}%;height:{high:.2f}rem"
