"""The first visit of every page, made before anyone can come."""

from __future__ import annotations

import asyncio
import gc

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import SessionClient

from ui.page import FRONT_DOOR, PAGES


class Guest(SessionClient):
    """A visitor without a connection, who waits for the end of a run."""

    def __init__(self) -> None:
        self.served = asyncio.Event()
        self.is_content = True

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        match msg.WhichOneof("type"):
            case "page_not_found":
                self.is_content = False
            case "script_finished":
                self.is_content &= msg.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                self.served.set()


async def warm(runtime: Runtime) -> list[str]:
    """Imports and caches what first visitors would wait for, and spares the garbage collector all of it.

    Returns the pages that are not there or are no Python; those that raise an error have been counted.
    """
    missing = []
    for page in PAGES:
        guest = Guest()
        session = runtime.connect_session(guest, {})
        asked = ClientState(page_name="" if page.name == FRONT_DOOR else page.name)
        runtime.handle_backmsg(session, BackMsg(rerun_script=asked))
        await guest.served.wait()
        runtime.close_session(session)
        if not guest.is_content:
            missing.append(page.name)
    gc.collect()
    gc.freeze()
    return missing
