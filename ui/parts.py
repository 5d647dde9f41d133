"""What Streamlit leaves undone for who moves the controls of a part: a fragment, in its words."""

from __future__ import annotations

from dataclasses import replace

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx

request_rerun = AppSession.request_rerun


def run_the_page_for_a_part_that_is_not_there() -> None:
    """Makes Streamlit run the whole page for who moves a control of a part that their session has not drawn.

    It would not answer at all, and does not before a page has run in this process. A page stays open when its
    session ends, as where its server is lost or its browser asleep; and a link may be told to who has none
    (deploy/openings.py).
    """

    def request_what_is_there(self: AppSession, client_state: ClientState | None) -> None:
        if client_state and not self.has_fragment(client_state.fragment_id):
            client_state.ClearField("fragment_id")
        request_rerun(self, client_state)

    AppSession.request_rerun = request_what_is_there  # type: ignore[method-assign]


def forget_parts_of_this_page() -> None:
    """Has the next move run the whole page, if this run was to do so and ends early."""
    run = get_script_run_ctx()
    if run and not run.fragment_ids_this_run:
        run.fragment_storage.clear()


def end_this_part_for_another_move() -> None:
    """Has Streamlit end the run of a part for the next one, as it ends that of a page for the next.

    The run of a page it does not end for a part: the rest would not be drawn.
    """
    run = get_script_run_ctx()
    if not run or not run.fragment_ids_this_run or not (requests := run.script_requests):
        return
    with requests._lock:
        if requests._rerun_data.fragment_id_queue:
            requests._rerun_data = replace(requests._rerun_data, is_fragment_scoped_rerun=True)
