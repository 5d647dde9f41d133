// The live figure: Python sends every state there can be, this picks the one that the sliders ask for.
// show() is called for new data and for a new theme; close() when the figure leaves the page.

import { watchCopyButtons } from "./copying.js";
import { Figure } from "./figure.js";
import { watchMenu } from "./menu.js";
import { decode } from "./spec.js";
import { themeOf } from "./theme.js";

const figures = new Map();

watchCopyButtons();
watchMenu();

export function show(root, data) {
  document.documentElement.lang = data.words.language;
  if (!figures.has(root)) figures.set(root, new Figure(root));
  figures.get(root).show(decode(data), themeOf(root));
}

export function close(root) {
  figures.get(root)?.close();
  figures.delete(root);
}
