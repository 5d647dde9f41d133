"""What Streamlit works out anew at each run of a page, though it is settled when the server has started."""

from __future__ import annotations

from copy import copy
from functools import cache, lru_cache

from streamlit.elements import html
from streamlit.navigation import page
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner.script_cache import ScriptCache

MOST_TEXTS = 200


def settle() -> None:
    """Once settings are read: has Streamlit look up each of them, each page and what is but style, once."""
    ScriptCache.clear = keep  # type: ignore[method-assign]
    html._html_only_style_tags = lru_cache(MOST_TEXTS)(html._html_only_style_tags)

    create_page = cache(page._create_page)
    page._create_page = lambda *args, **kwargs: copy(create_page(*args, **kwargs))

    populate = app_session._populate_theme_msg

    @cache
    def theme(section: str) -> CustomThemeConfig:
        populate(message := CustomThemeConfig(), section)
        return message

    def populate_theme(msg: CustomThemeConfig, section: str = "theme") -> None:
        if theme(section).ByteSize():
            msg.MergeFrom(theme(section))

    app_session._populate_theme_msg = populate_theme


def keep(self: ScriptCache) -> None:
    """Leaves pages what they were when the replica was started.

    Streamlit would compile what lies on the disk whenever the last visitor has left, and that may be of the
    next release already.
    """
