// Names on curves, where they run, or above their panels. On a curve each stands above or below its curve, at the place farthest
// from all lines, and off the axes and the points if it can be.
// Where there is no room for a name it is left out: the table below the figure tells the colours.

import { fill } from "./numbers.js";
import { valueAt } from "./compose.js";

const CANDIDATES = Array.from({ length: 45 }, (_, i) => 0.06 + 0.02 * i);
const SIDES = [14, -14, 26, -26]; // from a curve up to the middle of its name in pixels, the best first
const HALF_LETTER = 0.29; // of a font's size
const HALF_HEIGHT = 9;
const LINE_HEIGHT = 18;
const ON_THE_WAY = 36; // how much nearer to lines a name would rather be than on an axis or a point, or than beside two lines
const POINT = 4;
const CURVE_WIDTH = 2;
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
    if (each.kind === "title") {
      const at = { x: frame.x(frame.width / 2), y: frame.y(0) };
      data.set(each.trace, { ...unscaled(at, frame.log), text: [wrapped(text, frame.width)] });
      continue;
    }
    const half = HALF_LETTER * traces[each.trace].textfont.size * text.length;
    const scene = { frame, ...around(each.of, traces, data, frame), taken: taken.filter((name) => name.panel === frame.panel) };
    let place = places.get(each.trace);
    if (each.kind === "area") place = inArea(scene, half);
    else if (!places.has(each.trace)) place = onCurve(scene, half, half) ?? onCurve(scene, half, 0);
    chosen.set(each.trace, place);
    const at = place && { x: place.x, y: frame.y(topOf(place, scene)) };
    if (at) taken.push({ left: frame.px(at.x), top: frame.py(at.y), half, panel: frame.panel });
    data.set(each.trace, { ...unscaled(at, frame.log), text: [quoted(text)] });
  }
  return chosen;
}

/** The line that is named, the other lines of its panel, and the points there, as they are drawn. */
function around(named, traces, data, frame) {
  const drawn = (i) => scaled(data.get(i), frame.log);
  const others = [...data.keys()].filter(
    (i) => i !== named && traces[i].yaxis === frame.panel && traces[i].visible !== false && !traces[i].fill,
  );
  const isCurve = (i) => data.get(i).x.length > 2 || traces[i].line?.width > CURVE_WIDTH;
  const lines = others.filter((i) => traces[i].mode?.includes("lines") && isCurve(i)).map(drawn);
  const points = others.filter((i) => traces[i].mode?.includes("markers")).map(drawn);
  return { own: drawn(named), lines, points };
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

/** In the middle of what is seen of an area, beside the upright axis, at the height farthest from lines and names. */
function inArea({ own, lines, frame, taken }, half) {
  const [low, high] = own.x.map(frame.px);
  if (!(high - low > half / 2)) return null;
  const middle = (low + high) / 2;
  const onAxis = high - low > 2 * half && Math.abs(middle - frame.px(0)) < half;
  const left = Math.min(Math.max(onAxis ? (low + middle) / 2 : middle, half), frame.width - half);
  const beside = lines.map((line) => stretch(line, frame, left, half));
  const room = (top) => (toNames(taken, left, top, half) < 0 ? 0 : Math.min(distance(beside, top), 4 * LINE_HEIGHT));
  const heights = [LINE_HEIGHT, 2 * LINE_HEIGHT, frame.height - LINE_HEIGHT, frame.height / 2];
  return { x: frame.x(left), top: heights.reduce((best, top) => (room(top) > room(best) ? top : best)) };
}

/** The best place for a name that clears its own curve along so much to either side; along none it stands on it if need be. */
function onCurve(scene, half, along) {
  const { frame, own, lines } = scene;
  let best = null;
  let most = -Infinity;
  for (const share of CANDIDATES) {
    const left = share * frame.width;
    if (left < half || left > frame.width - half) continue;
    const x = frame.x(left);
    const onLine = frame.py(valueNear(own, x));
    const beside = lines.map((line) => stretch(line, frame, left, half));
    SIDES.forEach((side, rank) => {
      const place = { x, side, along };
      const top = topOf(place, scene);
      if (!(top > LINE_HEIGHT / 2 && top < frame.height - LINE_HEIGHT / 2)) return;
      if (toNames(scene.taken, left, top, half) < 0) return;
      const free = Math.min(distance(beside, top), 4 * LINE_HEIGHT);
      if (free < HALF_HEIGHT) return;
      const away = Math.abs(onLine - top) - Math.abs(side);
      const mistakable = free <= Math.abs(side) + away;
      const room = free + share - rank * HALF_HEIGHT - away / 2 - ON_THE_WAY * (mistakable + onTheWay(scene, left, top, half));
      if (room > most) [most, best] = [room, place];
    });
  }
  return best;
}

/** Where the middle of a name is: as far above or below its curve as its side says, wherever the curve runs along it. */
function topOf({ x, side, along, top }, { own, frame }) {
  if (side === undefined) return top;
  const [highest, lowest] = stretch(own, frame, frame.px(x), along);
  return (side > 0 ? highest : lowest) - side;
}

/** How far the nearest name is; negative if it is too near. */
function toNames(taken, left, top, half) {
  const gaps = taken.map((name) =>
    Math.max(Math.abs(name.left - left) - name.half - half, Math.abs(name.top - top) - LINE_HEIGHT),
  );
  return Math.min(...gaps);
}

/** How many axes and points a text of this half width would cover. */
function onTheWay({ frame, points }, left, top, half) {
  const upright = Math.abs(frame.px(0) - left) < half + POINT && !frame.log.x;
  const flat = Math.abs(frame.py(0) - top) < HALF_HEIGHT && !frame.log.y;
  const isCovered = (x, y) =>
    Math.abs(frame.px(x) - left) < half + POINT && Math.abs(frame.py(y) - top) < HALF_HEIGHT + POINT;
  const covered = points.map(({ x, y }) => x.reduce((count, each, i) => count + isCovered(each, y[i]), 0));
  return covered.reduce((sum, count) => sum + count, upright + flat);
}

/** How far stretches of lines keep, in pixels up or down, from a height; 0 if one runs across it. */
function distance(stretches, top) {
  const gaps = stretches.map(([highest, lowest]) =>
    highest < top && lowest > top ? 0 : Math.min(Math.abs(highest - top), Math.abs(lowest - top)),
  );
  return Math.min(...gaps.filter((gap) => !Number.isNaN(gap)));
}

/** The highest and the lowest pixel of a line along a text of this half width; NaN where it does not run. */
function stretch(line, frame, left, half) {
  const [from, to] = [frame.x(left - half), frame.x(left + half)];
  let [highest, lowest] = [Infinity, -Infinity];
  const see = (y) => {
    const top = frame.py(y);
    if (top < highest) highest = top;
    if (top > lowest) lowest = top;
  };
  for (const x of [from, to]) if (x >= line.x[0] && x <= line.x.at(-1)) see(valueNear(line, x));
  for (let i = 0; i < line.x.length; i++) if (line.x[i] > from && line.x[i] < to) see(line.y[i]);
  return highest <= lowest ? [highest, lowest] : [NaN, NaN];
}

function valueNear(line, x) {
  let after = 0;
  while (after < line.x.length - 1 && !(line.x[after] >= x)) after++;
  const before = Math.max(after - 1, 0);
  const [x0, x1] = [line.x[before], line.x[after]];
  const share = x1 > x0 ? (x - x0) / (x1 - x0) : 1;
  const y = line.y[before] + share * (line.y[after] - line.y[before]);
  return Number.isNaN(y) ? valueAt(line, x) : y;
}
