"""Streamlit's requests and fragments are changed as is said, and only for the runs that it is meant for."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType

from ui import parts

OF_A_PAGE: list[str] = []
OF_A_PART = ["part"]


def run_of(monkeypatch: pytest.MonkeyPatch, what: list[str]) -> SimpleNamespace:
    """A run that goes on, and was asked for a part's control meanwhile."""
    storage, requests = MemoryFragmentStorage(), ScriptRequests()
    storage.register("part", lambda: None)
    requests.request_rerun(RerunData())
    requests.on_scriptrunner_ready()
    requests.request_rerun(RerunData(fragment_id="part"))
    run = SimpleNamespace(fragment_ids_this_run=what, fragment_storage=storage, script_requests=requests)
    monkeypatch.setattr(parts, "get_script_run_ctx", lambda: run)
    return run


def test_the_run_of_a_part_ends_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(monkeypatch, OF_A_PART)
    assert run.script_requests.on_scriptrunner_yield() is None
    parts.end_this_part_for_another_move()
    ending = run.script_requests.on_scriptrunner_yield()
    assert ending.type is ScriptRequestType.RERUN
    assert ending.rerun_data.fragment_id_queue == ["part"]


def test_the_run_of_a_part_goes_on_while_nothing_else_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(monkeypatch, OF_A_PART)
    run.script_requests = ScriptRequests()
    parts.end_this_part_for_another_move()
    assert run.script_requests.on_scriptrunner_yield() is None


def test_the_run_of_a_page_does_not_end_for_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    run = run_of(monkeypatch, OF_A_PAGE)
    parts.end_this_part_for_another_move()
    assert run.script_requests.on_scriptrunner_yield() is None


@pytest.mark.parametrize(("what", "is_kept"), [(OF_A_PAGE, False), (OF_A_PART, True)])
def test_parts_are_forgotten_where_the_page_is_not_drawn_to_its_end(
    monkeypatch: pytest.MonkeyPatch, what: list[str], is_kept: bool
) -> None:
    run = run_of(monkeypatch, what)
    parts.forget_parts_of_this_page()
    assert run.fragment_storage.contains("part") == is_kept
