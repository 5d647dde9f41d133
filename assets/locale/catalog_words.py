"""Finds for Babel the words of the mathematics, which knows of no language.

Those are families, meanings and notes of the functions, what the frameworks are asked and why they deviate,
and the trends and origins that core.py names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import BinaryIO

SHOWN_KEYWORDS = {"family", "meaning", "note", "question", "why"}
SHOWN_TYPES = {"Trend", "Origin"}


def extract(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, None, str, list[str]]]:
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.keyword) and node.arg in SHOWN_KEYWORDS:
            shown: list[ast.AST] = [node.value]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in SHOWN_TYPES:
            shown = list(ast.walk(node.value))
        else:
            continue
        for word in shown:
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield word.lineno, None, word.value, []
