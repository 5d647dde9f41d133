"""A keyword is handed on to the function it is meant for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from activations import CATALOG
from activations.expression import PARAMETERS
from tests.source import files, name_of, tree

NAMES = {parameter.name for activation in CATALOG.values() for parameter in activation.parameters}


@pytest.mark.parametrize("file", files("activations", "ui"), ids=name_of)
def test_what_hands_parameters_on_takes_none_by_such_a_name_itself(file: Path) -> None:
    takers = [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef) and node.args.kwarg]
    for taker in takers:
        own = {each.arg for each in (*taker.args.args, *taker.args.kwonlyargs)}
        assert own.isdisjoint(NAMES | {*PARAMETERS}), f"{taker.name} in line {taker.lineno}"
