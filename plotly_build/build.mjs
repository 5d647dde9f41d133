// Builds static/plotly/plotly.min.js as Plotly builds its own bundles: without what attributes say to people.

import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const DESCRIPTION = /^\s*description:\s*(?:\[[\s\S]*?\]\s*\.join\([^)]*\)|'(?:[^'\\\n]|\\.)*'),?[ \t]*$/gm;

const withoutDescriptions = {
  name: "without descriptions",
  setup({ onLoad }) {
    onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(DESCRIPTION, ""),
    }));
  },
};

await build({
  entryPoints: ["index.js"],
  outfile: "../static/plotly/plotly.min.js",
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2016",
  define: { global: "window", "define.amd": "false" },
  loader: { ".css": "empty" },
  legalComments: "eof",
  banner: { js: "/* plotly.js 4.1.1 (scatter, heatmap, contour), Copyright 2012-2026 Plotly, Inc., MIT licence */" },
  plugins: [withoutDescriptions],
});
