"""Pages that raise an error: how often, and what their visitors are told."""

from __future__ import annotations

import threading

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from deploy.pages import page_of
from ui.page import NAMES
from ui.text import _


class Failures:
    def __init__(self) -> None:
        self.by_page = dict.fromkeys(NAMES, 0)
        self._lock = threading.Lock()

    def apologise(self, error: Exception) -> bool:
        """For st.App, which has logged the error already; true, for it has nothing to say in addition."""
        run = get_script_run_ctx()
        with self._lock:
            self.by_page[page_of(run.page_script_hash if run else "")] += 1
        st.error(
            _(
                "Something went wrong on this page; it was not you, and it has been noted. "
                "Load the page again, or choose another."
            )
        )
        return True
