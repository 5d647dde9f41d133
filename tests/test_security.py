"""What the code never does, whoever asks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.source import ROOT, files, imported, name_of, tree

SERVED = files("app.py", "pages", "ui", "activations", "deploy")
SCRIPTS = sorted((ROOT / "static" / "live_figure").glob("*.js"))
RUNS_CODE = {"eval", "exec", "compile", "__import__"}
READS_CODE = {"pickle", "marshal", "shelve", "dill", "joblib"}
OURS_AS_CODE = {("activations/simulations/numerics.py", "eval")}
"""The formulas of the lesson on numbers that overflow; a visitor picks one of them by its name."""
OURS_AS_HTML = {("pages/cheat_sheet.py", "cheat_sheet.sheet(functions)")}
"""Markdown with HTML in it: of the catalog alone."""


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]


def test_no_text_is_run_as_code_but_a_lesson_s_own() -> None:
    run = {
        (name_of(file), call.func.id)
        for file in SERVED
        for call in calls(file)
        if isinstance(call.func, ast.Name) and call.func.id in RUNS_CODE
    }
    assert run == OURS_AS_CODE
    assert not {name.partition(".")[0] for file in SERVED for name in imported(file)} & READS_CODE


def test_markdown_has_html_in_it_only_where_all_of_it_is_ours() -> None:
    unsafe = {
        (name_of(file), ast.unparse(call.args[0]))
        for file in SERVED
        for call in calls(file)
        if "unsafe_allow_html" in {keyword.arg for keyword in call.keywords}
    }
    assert unsafe == OURS_AS_HTML


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_browser_makes_no_markup_but_of_captions(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    for way in ("outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser"):
        assert way not in source
    assert source.count("innerHTML") == (1 if script.name == "tools.js" else 0)
