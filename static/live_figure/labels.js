// Names on curves, where they run: each stands above its curve, at the place farthest from the other lines.
// Where there is no room for a name it is left out: the table below the figure tells the colours.

import { fill } from "./numbers.js";
import { valueAt } from "./compose.js";

const CANDIDATES = Array.from({ length: 45 }, (_, i) => 0.06 + 0.02 * i);
const ABOVE = 16;
const LETTER = 5;
const SMALL_LETTER = 3.5;
const OWN_CURVE_COUNTS = 5;
const LINE_HEIGHT = 18;

/** Puts every label's position and text into data; keeps the given places, and returns those it chose. */
export function label(spec, data, axes, words, { size, isLog }, places = new Map()) {
  const { traces } = spec;
  const taken = [];
  const chosen = new Map();
  for (const each of spec.labels) {
    const text = fill(each.text, words);
    const frame = frameOf(traces[each.trace], axes, { size, isLog });
    const lineOf = (trace) => scaled(data.get(trace), frame.log);
    const own = lineOf(each.of);
    const named = spec.labels.filter((other) => other.kind === "curve" && traces[other.of].yaxis === frame.panel);
    const lines = named.map((other) => (other === each ? own : lineOf(other.of)));
    const at =
      each.kind === "area"
        ? inArea(own, lines, frame, text)
        : onCurve(own, lines.filter((line) => line !== own), frame, text, taken, places.get(each.trace));
    chosen.set(each.trace, at?.x);
    if (at) {
      const top = frame.py(at.y) - (each.kind === "curve" ? ABOVE : 0);
      taken.push({ left: frame.px(at.x), top, half: LETTER * text.length, panel: frame.panel });
    }
    data.set(each.trace, { ...unscaled(at, frame.log), text: [text] });
  }
  return chosen;
}

/** A line as it is drawn: on a logarithmic axis, whose span is in powers of ten, its logarithms. */
function scaled(line, log) {
  const drawn = (axis) => (log[axis] ? Float64Array.from(line[axis], Math.log10) : line[axis]);
  return log.x || log.y ? { x: drawn("x"), y: drawn("y") } : line;
}

function unscaled(at, log) {
  const value = (axis) => [at ? (log[axis] ? 10 ** at[axis] : at[axis]) : null];
  return { x: value("x"), y: value("y") };
}

function frameOf(trace, axes, { size, isLog }) {
  const [xaxis, yaxis] = ["xaxis" + trace.xaxis.slice(1), "yaxis" + trace.yaxis.slice(1)];
  const [xs, ys] = [axes[xaxis], axes[yaxis]];
  const room = size(trace);
  return {
    panel: trace.yaxis,
    log: { x: isLog(xaxis), y: isLog(yaxis) },
    px: (x) => ((x - xs[0]) / (xs[1] - xs[0])) * room.width,
    py: (y) => ((ys[1] - y) / (ys[1] - ys[0])) * room.height,
    x: (left) => xs[0] + (left / room.width) * (xs[1] - xs[0]),
    y: (top) => ys[1] - (top / room.height) * (ys[1] - ys[0]),
    width: room.width,
    height: room.height,
  };
}

/** In the middle of what is seen of an area, beside the upright axis, at the height farthest from the lines. */
function inArea(area, lines, frame, text) {
  const [low, high] = area.x;
  const half = SMALL_LETTER * text.length;
  if (!(frame.px(high) - frame.px(low) > 2 * half)) return null;
  const middle = (low + high) / 2;
  const onAxis = Math.abs(frame.px(middle) - frame.px(0)) < half;
  const x = onAxis ? (low + middle) / 2 : middle;
  const room = (top) => distance(lines, frame, frame.px(x), top, half);
  const heights = [LINE_HEIGHT, frame.height - LINE_HEIGHT, frame.height / 2];
  return { x, y: frame.y(heights.reduce((best, top) => (room(top) > room(best) ? top : best))) };
}

function onCurve(own, others, frame, text, taken, kept) {
  const x = kept ?? bestPlace(own, others, frame, text, taken);
  return x == null ? null : { x, y: valueNear(own, x) };
}

function bestPlace(own, others, frame, text, taken) {
  const half = LETTER * text.length;
  let best = null;
  let most = -Infinity;
  for (const share of CANDIDATES) {
    const left = share * frame.width;
    const x = frame.x(left);
    const top = frame.py(valueNear(own, x)) - ABOVE;
    if (left < half || left > frame.width - half || !(top > LINE_HEIGHT / 2 && top < frame.height - 4)) continue;
    const toNames = taken
      .filter((name) => name.panel === frame.panel)
      .map((name) => Math.max(Math.abs(name.left - left) - name.half - half, Math.abs(name.top - top) - LINE_HEIGHT));
    if (Math.min(...toNames) < 0) continue;
    const free = Math.min(distance(others, frame, left, top, half), 4 * LINE_HEIGHT);
    if (!free) continue;
    const clear = Math.min(distance([own], frame, left, top, half), LINE_HEIGHT / 2);
    const room = free + OWN_CURVE_COUNTS * clear + share;
    if (room > most) [most, best] = [room, x];
  }
  return best;
}

/** How far lines keep, in pixels up or down, from a text of this half width; 0 if one runs through it. */
function distance(lines, frame, left, top, half) {
  const places = [-1, -0.5, 0, 0.5, 1].map((share) => frame.x(left + share * half));
  return Math.min(
    ...lines.map((line) => {
      const gaps = places.map((x) => frame.py(valueNear(line, x)) - top);
      const passes = Math.min(...gaps) < 0 && Math.max(...gaps) > 0;
      return passes ? 0 : Math.min(...gaps.map(Math.abs));
    }),
  );
}

function valueNear(line, x) {
  let after = line.x.findIndex((each) => each >= x);
  if (after < 0) after = line.x.length - 1;
  const before = Math.max(after - 1, 0);
  const [x0, x1] = [line.x[before], line.x[after]];
  const share = x1 > x0 ? (x - x0) / (x1 - x0) : 1;
  const y = line.y[before] + share * (line.y[after] - line.y[before]);
  return Number.isNaN(y) ? valueAt(line, x) : y;
}
