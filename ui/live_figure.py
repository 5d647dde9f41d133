"""The component through which every chart goes: static/live_figure/, fed with a Picture."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence

import streamlit as st

from ui.picture import Picture
from ui.text import _, kept_in_each_language, language

PACE = 4
"""Of the compression: what a higher one saves is not worth its time."""

MODULE = """
const streamlit = document.querySelector('script[type=module][src*="static/js/"]');
const module = import(new URL("../../app/static/live_figure/%s.js", streamlit?.src ?? document.baseURI));
"""

FIGURE_JS = (
    MODULE % "index"
    + """
const unzip = (bytes) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
const equal = (one, other) => one?.length === other.length && other.every((byte, i) => byte === one[i]);
// Each run of the page brings its bytes anew; the same bytes are the same picture.
export default ({ data: bytes, parentElement }) => {
  const root = parentElement.querySelector(".live");
  if (!equal(root.bytes, bytes)) Object.assign(root, { bytes, wanted: unzip(bytes) });
  const { wanted } = root;
  wanted.then((data) => module.then(
    ({ show }) => { if (root.isConnected && root.wanted === wanted) show(root, data); },
    () => { root.querySelector(".plot").textContent = data.words.failed; },
  ));
  return () => { root.wanted = root.bytes = null; module.then(({ close }) => close(root), () => {}); };
};
"""
)

PRESENT_JS = (
    MODULE % "sliders"
    + """
export default ({ data }) => { module.then(({ tell }) => tell(Object.fromEntries(data)), () => {}); };
"""
)

ICON = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="%s"/></svg>'
TO_START, BACK, FORWARD = (
    ICON % path for path in ("M3 2h2v12H3zM14 2v12L6 8z", "M12 2v12L4 8z", "M4 2v12l8-6z")
)

HTML = f"""
<div class="live">
  <div class="plot" role="img"></div>
  <div class="player" role="group" data-name="player" hidden>
    <button type="button" class="play"></button>
    <button type="button" class="first" data-name="first">{TO_START}</button>
    <button type="button" class="back" data-name="back">{BACK}</button>
    <input class="scrub" type="range" min="0" value="0" data-name="scrub">
    <button type="button" class="forward" data-name="forward">{FORWARD}</button>
    <label><span data-word="speed"></span>
      <select class="speed">
        <option value="0.5">½×</option><option value="1" selected>1×</option>
        <option value="2">2×</option><option value="4">4×</option>
      </select></label>
  </div>
  <div class="caption"></div>
  <div class="tools">
    <button type="button" class="link" data-word="link"></button>
    <button type="button" class="svg">SVG</button>
    <button type="button" class="png">PNG</button>
    <button type="button" class="csv">CSV</button>
    <span class="message" role="status"></span>
  </div>
  <details class="numbers">
    <summary data-word="table"></summary>
    <div class="rows" tabindex="0"></div>
  </details>
</div>
"""

CSS = """
.live .plot { height: clamp(16rem, 56vh, 40rem); touch-action: pan-y; }
.live [hidden] { display: none; }
.live :is(.player, .tools) {
  display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .5rem 0; }
.live .player .scrub { flex: 1 1 8rem; accent-color: var(--st-primary-color); }
.live :is(button, select, input:not([type=range])) {
  font: inherit; font-size: .875rem; color: inherit; background: var(--st-background-color);
  border: 1px solid var(--st-border-color); border-radius: .5rem; padding: .3rem .7rem; min-height: 2.2rem; }
.live button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.live .play { min-width: 5rem; }
.live svg[aria-hidden] { width: .8rem; height: .8rem; fill: currentColor; }
[class*=st-key-figure_present] { display: none; }
.live :focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.live .caption { font-variant-numeric: tabular-nums; margin: .25rem 0; }
.live [data-colour] {
  display: inline-block; width: 1.2rem; height: .25rem; margin-right: .5rem; vertical-align: middle; }
.live .plot:empty { background: var(--st-secondary-background-color); }
.live .rows { max-height: 20rem; overflow: auto; }
.live .rows table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.live .rows :is(th, td) { text-align: right; padding: .1rem .8rem .1rem 0; }
.live .rows thead th { position: sticky; top: 0; background: var(--st-background-color); }
/* On a phone the picture stays in sight while one uses the controls below it; the numbers follow them. */
@media (max-width: 640px) {
  .stHorizontalBlock:has(.live) { flex-direction: column; flex-wrap: nowrap; }
  .stColumn:has(.live), .stColumn :has(.live), .live { display: contents; }
  .stHorizontalBlock:has(.live) > .stColumn:not(:has(.live)) { order: 2; }
  .live .plot { position: sticky; z-index: 1; background: var(--st-background-color); }
  .live :is(.plot, .player), .stElementContainer:has(.live) { order: 1; }
  .live :is(.caption, .tools, .numbers), .stElementContainer:has(.live) ~ * { order: 3; }
  .live > * { width: 100%; }
  .live .plot { height: 38vh; }
  .live .tools { margin: .25rem 0; }
  .live .tools button { padding: .1rem .5rem; min-height: 1.9rem; }
}
"""

figure_component = st.components.v2.component(
    "live_figure", html=HTML, css=CSS, js=FIGURE_JS, isolate_styles=False
)
present_component = st.components.v2.component("live_figure_present", js=PRESENT_JS, isolate_styles=False)


def live_figure(picture: Picture, present: Mapping[str, Sequence[float]], key: str = "figure") -> None:
    """Draws a picture that follows its sliders.

    ``present`` has their values as the server knows them: a fallback in a component of its own, so that the
    picture's data stays the same from one run to the next.
    """
    figure_component(data=packed(picture), key=key)
    present_component(data=[(name, list(values)) for name, values in present.items()], key=f"{key}_present")


@kept_in_each_language(128)
def packed(picture: Picture) -> bytes:
    """A picture as the browser takes it: gzipped JSON, with the words of the visitor's language."""
    return gzip.compress(json.dumps(picture.as_data() | {"words": words()}).encode(), PACE, mtime=0)


def words() -> dict[str, str]:
    """What the figure's own controls say."""
    return {
        "language": language(),
        "player": _("Replay"),
        "play": _("Play"),
        "pause": _("Pause"),
        "first": _("Back to the start"),
        "back": _("One step back"),
        "forward": _("One step forward"),
        "scrub": _("Step"),
        "speed": _("Speed"),
        "link": _("Copy link"),
        "copied": _("Link copied."),
        "copyYourself": _("Copy this link:"),
        "table": _("Numbers as a table"),
        "failed": _(
            "The chart could not be loaded. Reload the page to try again; the numbers below are complete."
        ),
    }
