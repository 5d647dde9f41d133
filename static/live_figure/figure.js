// One chart on one element that stays in place: it follows the sliders, the player, the theme and its width.

import { shade } from "./areas.js";
import { compose } from "./compose.js";
import { label } from "./labels.js";
import { fill, shortly } from "./numbers.js";
import { Player } from "./player.js";
import { plotly } from "./plotly.js";
import { follow, lastTold, read } from "./sliders.js";
import { painted, paintedLayout } from "./theme.js";
import { Tools } from "./tools.js";

const AT_ONCE = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
const OPTIONS = { displayModeBar: false, doubleClick: false, responsive: false };
const NARROW = 640;
const WIDE = 1100;
const PAPER = { width: 640, height: 400 };
const MOST_OF_A_SCREEN = 0.6;
const SETTLED_AFTER = 150;
/** In rem: a panel on a phone, and the room under it for its numbers and the title of its axis. */
const STACKED = 14;
const FOR_TITLE = 4.75;

export class Figure {
  constructor(root) {
    this.root = root;
    this.node = root.querySelector(".plot");
    this.positions = {};
    this.shown = new Map();
    this.player = new Player(root.querySelector(".player"), () => this.paint());
    this.tools = new Tools(root, this);
    this.unfollow = follow((keys) => this.moved(keys));
    this.resize = new ResizeObserver(() => this.fit());
    this.resize.observe(this.node);
    this.toPaper = () => this.home && this.Plotly.relayout(this.node, PAPER);
    this.toScreen = () => this.home && this.Plotly.relayout(this.node, { width: null, height: null, autosize: true });
    addEventListener("beforeprint", this.toPaper);
    addEventListener("afterprint", this.toScreen);
  }

  /** New data or a new theme. Words come at once; the picture when Plotly is there. */
  async show(spec, theme) {
    if (this.spec !== spec) this.player.load(spec.replay?.frames ?? 0, spec.words);
    Object.assign(this, { spec, theme });
    this.tools.load(spec);
    for (const swatch of this.root.querySelectorAll("[data-colour]")) {
      swatch.style.background = theme.colours[swatch.dataset.colour];
    }
    this.state = this.compose();
    this.describe();
    try {
      this.Plotly ??= await plotly();
    } catch {
      this.node.textContent = spec.words.failed;
      return;
    }
    if (this.spec === spec && this.theme === theme && this.root.isConnected) this.draw();
  }

  close() {
    this.unfollow();
    clearTimeout(this.settling);
    this.home = null;
    this.resize.disconnect();
    this.player.close();
    removeEventListener("beforeprint", this.toPaper);
    removeEventListener("afterprint", this.toScreen);
    this.Plotly?.purge(this.node);
  }

  position(key) {
    this.positions[key] = read(key) ?? lastTold(key) ?? this.positions[key] ?? this.spec.initial[key];
    return this.positions[key];
  }

  compose() {
    return compose(this.spec, (key) => this.position(key), this.player.frame, this.latest);
  }

  /** The axes' spans when nothing is zoomed: what the layout says, and what follows the range slider. */
  spans() {
    const { layout } = this.spec;
    const fixed = Object.keys(layout).filter((name) => layout[name].range);
    return { ...Object.fromEntries(fixed.map((name) => [name, layout[name].range])), ...this.state.axes };
  }

  /** Everything anew on the same element. Zoom stays, unless the range has changed meanwhile. */
  draw() {
    this.state = this.compose();
    const home = this.spans();
    const zoomed = this.zoomed && JSON.stringify(this.home) === JSON.stringify(home);
    const axes = zoomed ? this.presentAxes() : home;
    this.width = widthOf(this.node);
    const layout = this.arranged(paintedLayout(this.spec.layout, this.theme));
    layout.font.size = this.width === "wide" ? 18 : 14;
    for (const [axis, range] of Object.entries(axes)) layout[axis] = { ...layout[axis], range: [...range] };
    layout.dragmode = matchMedia("(pointer: coarse)").matches ? false : "zoom";
    Object.assign(this, { home, zoomed, places: undefined });
    const traces = () =>
      this.spec.traces.map((trace, i) => ({ ...painted(trace, this.theme), ...shaped(this.state.data.get(i), trace) }));
    this.Plotly.react(this.node, traces(), layout, OPTIONS);
    this.listen();
    this.finish();
    this.Plotly.react(this.node, traces(), layout, OPTIONS);
    this.shown = new Map(this.state.data);
    this.node.dataset.state = JSON.stringify(this.state.words);
  }

  /** On a phone panels that stand side by side stand one above the other; the last of many stay in sight. */
  arranged(layout) {
    const columns = Object.keys(layout).filter((name) => name.startsWith("xaxis"));
    const stacks = this.spec.wraps && this.width === "narrow";
    this.node.style.height = stacks ? `${columns.length * STACKED}rem` : "";
    this.node.style.top = `${Math.min(MOST_OF_A_SCREEN * innerHeight - this.node.clientHeight, 0)}px`;
    if (!stacks) return layout;
    const gap = FOR_TITLE / STACKED / columns.length;
    const height = (1 + gap) / columns.length - gap;
    columns.forEach((name, i) => {
      const low = (columns.length - 1 - i) * (height + gap);
      layout[name].domain = [0, 1];
      layout["y" + name.slice(1)].domain = [low, Math.min(low + height, 1)];
    });
    return layout;
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.node.on("plotly_relayout", (change) => {
      if (this.moving || !Object.keys(change).some((name) => name.includes("range"))) return;
      this.zoomed = true;
      this.settle();
    });
    this.node.on("plotly_doubleclick", () => this.goHome());
  }

  presentAxes() {
    const axes = Object.keys(this.spec.layout).filter((name) => /^[xy]axis/.test(name));
    return Object.fromEntries(axes.map((axis) => [axis, [...this.node._fullLayout[axis].range]]));
  }

  /** Cuts areas to the frame and names the curves. While a thumb moves they keep their places; at rest they look for better ones. */
  finish(places) {
    const axes = this.zoomed ? this.presentAxes() : { ...this.presentAxes(), ...this.state.axes };
    shade(this.spec, this.state.data, axes);
    const size = (trace) => {
      const { [axisOf(trace.xaxis)]: x, [axisOf(trace.yaxis)]: y } = this.node._fullLayout;
      return { width: x._length, height: y._length };
    };
    const isLog = (axis) => this.spec.layout[axis].type === "log";
    this.places = label(this.spec, this.state.data, axes, this.state.words, { size, isLog }, places);
  }

  moved(keys) {
    const mine = this.spec && [...keys].filter((key) => this.follows(key));
    if (!mine?.length) return;
    this.latest = mine.find((key) => this.spec.families.some((family) => family.key === key)) ?? this.latest;
    this.paint();
  }

  follows(key) {
    const { families, span, probe } = this.spec;
    return families.some((family) => family.key === key) || span?.key === key || probe?.key === key;
  }

  /** The picture for the sliders' present positions, in this very frame: only what changed is moved. */
  paint() {
    this.state = this.compose();
    this.describe();
    if (!this.node._fullLayout || !this.home) return;
    const ranged = JSON.stringify(this.spans()) !== JSON.stringify(this.home);
    if (ranged) this.goHome();
    this.finish(ranged ? undefined : this.places);
    this.move();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), SETTLED_AFTER);
  }

  move() {
    const changed = [...this.state.data.keys()].filter((i) => !same(this.shown.get(i), this.state.data.get(i)));
    if (changed.length) this.change(changed);
    this.shown = new Map(this.state.data);
    this.node.dataset.state = JSON.stringify(this.state.words);
  }

  /** Moves some traces: lines and points alone the quick way, which Plotly does not have for fields. */
  change(changed) {
    const { traces } = this.spec;
    const dataOf = (i) => shaped(this.state.data.get(i), traces[i]) ?? {};
    if (traces.some(({ type }) => type !== "scatter")) {
      const data = changed.map(dataOf);
      const names = ["x", "y", "z", "text"].filter((name) => data.some((values) => values[name]));
      const columns = names.map((name) => [name, data.map((values) => values[name])]);
      this.Plotly.restyle(this.node, Object.fromEntries(columns), changed);
      return;
    }
    const all = [...changed, ...oneOfEachOtherLayer(traces, changed)];
    this.Plotly.animate(this.node, { data: all.map(dataOf), traces: all }, AT_ONCE).then(() => this.stack(), () => {});
  }

  /** Traces cover each other as their numbers say; Plotly lifts those that it moves alone. */
  stack() {
    const place = (element) => element.__data__[0].trace.index;
    for (const layer of this.node.querySelectorAll(".scatterlayer")) {
      const ordered = [...layer.children].sort((one, other) => place(one) - place(other));
      if (ordered.some((element, i) => element !== layer.children[i])) layer.append(...ordered);
    }
  }

  settle() {
    if (!this.root.isConnected || !this.home) return;
    this.finish();
    this.move();
    this.tools.refresh();
  }

  goHome() {
    this.home = this.spans();
    this.zoomed = false;
    this.moving = true;
    const change = Object.fromEntries(Object.entries(this.home).map(([axis, range]) => [`${axis}.range`, [...range]]));
    this.Plotly.relayout(this.node, change).finally(() => {
      this.moving = false;
    });
  }

  describe() {
    const { words } = this.state;
    this.node.setAttribute("aria-label", fill(this.spec.alternative, words));
    for (const place of this.tools.caption.querySelectorAll("[data-fill]")) {
      place.textContent = fill(place.dataset.fill, words);
    }
  }

  fit() {
    if (!this.node.offsetWidth || !this.home) return;
    if (this.width !== widthOf(this.node)) this.draw();
    this.Plotly.Plots.resize(this.node);
    this.settle();
  }
}

/** What a figure's layout depends on. */
function widthOf(node) {
  if (node.clientWidth < NARROW) return "narrow";
  return node.clientWidth < WIDE ? "middle" : "wide";
}

/** Plotly empties a panel's layer in which it animates nothing, so that each needs a trace among those that move. */
function oneOfEachOtherLayer(traces, changed) {
  const layerOf = ({ yaxis, zorder = 0 }) => `${yaxis} ${zorder}`;
  const moving = new Set(changed.map((i) => layerOf(traces[i])));
  const last = new Map(traces.map((trace, i) => [layerOf(trace), i]));
  return [...last].filter(([layer]) => !moving.has(layer)).map(([, i]) => i);
}

/** A field's numbers, row by row from the bottom; and what is written at numbers, beyond them as seen from 0. */
function shaped(data, { meta: { width, digits } }) {
  const written = (values) => Array.from(values, (value) => shortly(value, digits));
  if (data?.y && digits != null) {
    const side = (value) => (value < 0 ? "bottom center" : "top center");
    return { ...data, text: written(data.y), textposition: Array.from(data.y, side) };
  }
  if (!data?.z) return data;
  const row = (_, i) => data.z.subarray(i * width, (i + 1) * width);
  const z = Array.from({ length: data.z.length / width }, row);
  return { ...data, z, ...(digits != null && { text: z.map(written) }) };
}

function axisOf(name) {
  return name[0] + "axis" + name.slice(1);
}

function same(one, other) {
  return (
    one !== undefined &&
    Object.keys(other).every(
      (axis) =>
        one[axis] === other[axis] ||
        (one[axis]?.length === other[axis].length && other[axis].every((value, i) => Object.is(value, one[axis][i]))),
    )
  );
}
