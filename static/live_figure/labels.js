// Names on curves, where they run, or above their panels. On a curve each stands above or below its curve, at the place farthest from all lines.
// Where there is no room for a name it is left out: the table below the figure tells the colours.

import { fill } from "./numbers.js";
import { valueAt } from "./compose.js";

const CANDIDATES = Array.from({ length: 45 }, (_, i) => 0.06 + 0.02 * i);
const SIDES = [16, -18, 28, -30]; // from a curve up to the middle of its name in pixels, the best first
const DRAWN_ABOVE = 16; // from a text's point to the middle of the text, as Plotly draws it
const LETTER = 5;
const SMALL_LETTER = 3.5;
const HALF_HEIGHT = 9;
const LINE_HEIGHT = 18;
const TITLE_LETTER = 7;
const TITLE_LINES = 3;

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
    const isLine = ({ yaxis, mode, fill, visible }) =>
      yaxis === frame.panel && mode?.includes("lines") && !fill && visible !== false;
    const others = [...data.keys()].filter((i) => i !== each.of && isLine(traces[i]) && data.get(i).x.length > 2);
    const lines = others.map(lineOf);
    if (each.kind === "title") {
      const at = { x: frame.x(frame.width / 2), y: frame.y(0) };
      data.set(each.trace, { ...unscaled(at, frame.log), text: [wrapped(text, frame.width)] });
      continue;
    }
    const at =
      each.kind === "area"
        ? inArea(own, lines, frame, text)
        : onCurve(own, lines, frame, text, taken, places.get(each.trace));
    chosen.set(each.trace, at);
    if (at) {
      const top = frame.py(at.y) - (each.kind === "curve" ? DRAWN_ABOVE : 0);
      taken.push({ left: frame.px(at.x), top, half: LETTER * text.length, panel: frame.panel });
    }
    data.set(each.trace, { ...unscaled(at, frame.log), text: [quoted(text)] });
  }
  return chosen;
}

/** Plotly reads a text as HTML. */
export function quoted(text) {
  return text.replaceAll("<", "&lt;");
}

/** A name and its settings on as many lines as a panel's width makes needful; the table has what is left out. */
function wrapped(text, width) {
  const lines = [];
  for (const part of text.split(/(?<!=) (?!=)/)) {
    const longer = lines.length ? `${lines.at(-1)} ${part}` : part;
    if (lines.length && longer.length * TITLE_LETTER <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  if (lines.length > TITLE_LINES) lines.splice(TITLE_LINES - 1, Infinity, `${lines[TITLE_LINES - 1]} …`);
  return lines.map(quoted).join("<br>");
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
  const place = kept ?? bestPlace(own, others, frame, text, taken);
  if (!place) return null;
  const { x, side } = place;
  return { x, side, y: frame.y(frame.py(valueNear(own, x)) - side + DRAWN_ABOVE) };
}

function bestPlace(own, others, frame, text, taken) {
  const half = LETTER * text.length;
  let best = null;
  let most = -Infinity;
  const candidates = SIDES.flatMap((side, rank) => CANDIDATES.map((share) => ({ side, rank, share })));
  for (const { side, rank, share } of candidates) {
    const left = share * frame.width;
    const x = frame.x(left);
    const top = frame.py(valueNear(own, x)) - side;
    if (left < half || left > frame.width - half || !(top > LINE_HEIGHT / 2 && top + DRAWN_ABOVE < frame.height)) continue;
    const toNames = taken
      .filter((name) => name.panel === frame.panel)
      .map((name) => Math.max(Math.abs(name.left - left) - name.half - half, Math.abs(name.top - top) - LINE_HEIGHT));
    if (Math.min(...toNames) < 0) continue;
    const free = Math.min(distance(others, frame, left, top, half), 4 * LINE_HEIGHT);
    if (free < HALF_HEIGHT || distance([own], frame, left, top, half) < HALF_HEIGHT) continue;
    const room = free + share - rank * HALF_HEIGHT;
    if (room > most) [most, best] = [room, { x, side }];
  }
  return best;
}

/** How far lines keep, in pixels up or down, from a text of this half width; 0 if one runs through it. */
function distance(lines, frame, left, top, half) {
  const places = [-1, -0.5, 0, 0.5, 1].map((share) => frame.x(left + share * half));
  return Math.min(
    ...lines.map((line) => {
      const gaps = places.map((x) => frame.py(valueNear(line, x)) - top).filter((gap) => !Number.isNaN(gap));
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
