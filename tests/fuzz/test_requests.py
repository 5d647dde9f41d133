"""Whatever is asked over HTTP, the server refuses what it does not have and goes on."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.addresses import PAGES, SPELLED_BADLY, WRONG
from tests.fuzz.effort import tried
from tests.patience import PATIENCE_SECONDS
from tests.replica import Replica

KNOWN = (
    *PAGES,
    "_stcore/health",
    "_stcore/host-config",
    "_stcore/stream",
    "_stcore/upload_file/session/file",
    "_stcore/metrics",
    "_stcore/script-health-check",
    "_stcore/bidi-components/live_figure/index.js",
    "component/live_figure/index.html",
    "media/" + "0" * 56 + ".csv",
    "app/static/live_figure/index.js",
    "static/js/index.js",
    "metrics",
    "ready",
    "index.html",
    "favicon.png",
)
STEPS = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(("..", ".", "%2e%2e", "%2f", "%5c", "...", "~", "C:", "%00", *SPELLED_BADLY)),
    st.sampled_from(WRONG).map(quote).map(lambda text: text[:4000]),
    st.text(max_size=20).map(quote),
)
TARGETS = st.lists(STEPS, max_size=4).map(lambda steps: "/" + "/".join(steps))
METHODS = st.sampled_from(("GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "BREW"))
HEADER_NAMES = (
    "Range",
    "If-None-Match",
    "If-Modified-Since",
    "Accept-Encoding",
    "Origin",
    "Cookie",
    "X-Forwarded-For",
    "Upgrade",
    "Content-Type",
    "Authorization",
    "Accept-Language",
    "Referer",
)
HEADERS = st.dictionaries(
    st.sampled_from(HEADER_NAMES),
    st.one_of(
        st.sampled_from(
            ("bytes=0-", "bytes=9-1", "bytes=" + "0-0," * 500, "*", '"x"', "gzip;q=nan", "websocket")
        ),
        st.sampled_from(
            ("_streamlit_xsrf=2|x|y|z; _streamlit_user=x", "http://elsewhere.example", "a" * 8000)
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=50),
    ),
    max_size=3,
)


@tried(400)
@given(METHODS, TARGETS, HEADERS, st.sampled_from((b"", b"", b"x", b"\x00" * 100_000)))
def test_no_request_breaks_the_server(
    server: Replica, method: str, target: str, headers: dict[str, str], body: bytes
) -> None:
    log = server.written()
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=PATIENCE_SECONDS)
    connection.request(method, target, body, headers)
    status = connection.getresponse().status
    connection.close()
    assert status < 500
    assert server.failures(log) == []
