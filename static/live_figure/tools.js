// What can be taken from a figure: its numbers as a table or a file, the picture, the link.

import { valueAt } from "./compose.js";
import { copy } from "./copying.js";
import { quoted } from "./labels.js";
import { fill, say } from "./numbers.js";

const PRINT = { width: 1200, height: 720 };
const FORMULA = /^[=+\-@]./; // what a spreadsheet would compute

export class Tools {
  constructor(root, figure) {
    Object.assign(this, { root, figure });
    this.caption = root.querySelector(".caption");
    this.table = root.querySelector(".numbers");
    this.message = root.querySelector(".message");
    this.table.addEventListener("toggle", () => this.refresh());
    const act = { csv: () => this.saveNumbers(), svg: () => this.savePicture("svg"), png: () => this.savePicture("png") };
    for (const [name, action] of Object.entries(act)) root.querySelector(`.${name}`).addEventListener("click", action);
    root.querySelector(".link").addEventListener("click", () => this.copyLink());
  }

  load(spec) {
    if (this.source !== spec.caption) this.caption.innerHTML = this.source = spec.caption;
    for (const place of this.root.querySelectorAll("[data-word]")) place.textContent = spec.words[place.dataset.word];
    for (const place of this.root.querySelectorAll("[data-name]")) {
      place.setAttribute("aria-label", spec.words[place.dataset.name]);
      place.title = spec.words[place.dataset.name];
    }
    this.refresh();
  }

  title() {
    return fill(this.figure.spec.title, this.figure.state.words);
  }

  fileName() {
    const words = this.title().toLowerCase().replaceAll("−", "-");
    return words.replace(/[^a-z0-9.-]+/g, "-").replace(/^-|-$/g, "") || "figure";
  }

  titles() {
    const { spec, state } = this.figure;
    return spec.numbers.titles.map((title) => fill(title, state.words));
  }

  rows() {
    const { spec, state } = this.figure;
    const { rows, curves } = spec.numbers;
    if (rows.length) return rows.map((cells) => cells.map((cell) => this.cell(cell)));
    const lines = curves.map((curve) => state.data.get(curve));
    return this.inputs(lines[0]).map((x) => [x, ...lines.map((line) => valueAt(line, x))]);
  }

  inputs(line) {
    const { spec, state } = this.figure;
    if (!spec.span) return [...line.x].filter((x) => !Number.isNaN(x));
    const [low, high] = state.axes.xaxis;
    return spec.span.inputs.filter((x) => x >= low && x <= high);
  }

  /** A cell that is nothing but {name} is the number itself; other words are filled. */
  cell(content) {
    if (typeof content !== "string") return content;
    const { words } = this.figure.state;
    const whole = content.match(/^\{(\w+)\}$/);
    return words[whole?.[1]] ?? fill(content, words);
  }

  refresh() {
    if (!this.table.open || !this.figure.state) return;
    const row = (cells, kind) => {
      const line = document.createElement("tr");
      line.append(...cells.map((cell) => Object.assign(document.createElement(kind), { textContent: say(cell) })));
      return line;
    };
    const table = document.createElement("table");
    table.createTHead().append(row(this.titles(), "th"));
    table.createTBody().append(...this.rows().map((cells) => row(cells, "td")));
    this.table.querySelector(".rows").replaceChildren(table);
  }

  saveNumbers() {
    const words = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    const cell = (value) => (typeof value === "number" ? String(shortest(value)) : words(value));
    const lines = [this.titles(), ...this.rows()].map((cells) => cells.map(cell).join(","));
    save(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }), `${this.fileName()}.csv`);
  }

  async savePicture(format) {
    const { node, theme, Plotly } = this.figure;
    if (!Plotly) return;
    const title = { text: quoted(this.title()), x: 0.04 };
    const layout = { ...node.layout, title, margin: { ...node.layout.margin, t: 60 }, paper_bgcolor: theme.paper };
    const picture = { data: node.data, layout };
    await Plotly.downloadImage(picture, { ...PRINT, format, scale: format === "png" ? 2 : 1, filename: this.fileName() });
  }

  async copyLink() {
    const { copied, copyYourself } = this.figure.spec.words;
    if (await copy(location.href)) {
      this.message.textContent = copied;
    } else {
      const field = Object.assign(document.createElement("input"), { readOnly: true, value: location.href });
      field.setAttribute("aria-label", copyYourself);
      this.message.replaceChildren(copyYourself, " ", field);
      field.select();
    }
  }
}

/** Tables hold float32: seven digits are all there is to a number from them. */
function shortest(value) {
  return Math.fround(value) === value ? Number(value.toPrecision(7)) : value;
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
