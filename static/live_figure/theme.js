// Streamlit's present theme, and traces painted in it. Python names colours; the theme says what they are.

const NAMES = ["blue", "vermilion", "green", "purple", "ink"];

export function themeOf(element) {
  const style = getComputedStyle(element);
  const value = (name) => style.getPropertyValue("--st-" + name).trim();
  const colours = value("chart-categorical-colors").split(",").map((colour) => colour.trim());
  return {
    font: value("font"),
    ink: value("text-color"),
    paper: value("background-color"),
    grid: value("border-color-light") || value("border-color"),
    colours: { ...Object.fromEntries(NAMES.map((name, i) => [name, colours[i]])), paper: value("background-color") },
  };
}

export function painted(trace, theme) {
  const colour = theme.colours[trace.meta.colour] ?? theme.ink;
  const fill = (open) => (open ? theme.paper : colour);
  return {
    ...trace,
    line: { ...trace.line, color: colour },
    marker: {
      ...trace.marker,
      color: trace.meta.open ? trace.meta.open.map(fill) : colour,
      line: { ...trace.marker?.line, color: trace.meta.open ? colour : theme.paper },
    },
    textfont: { ...trace.textfont, color: colour, ...(trace.type === "scatter" && { shadow: halo(theme.paper) }) },
    fillcolor: colour,
    ...(trace.meta.scale && { colorscale: scale(trace.meta, theme) }),
  };
}

/** What a text has around it, so that it can be read where it stands on a line. */
function halo(paper) {
  return [-2, 0, 2].flatMap((x) => [-2, 0, 2].map((y) => `${x}px ${y}px 1px ${paper}`)).join(", ");
}

/** A field's colours from its lowest value to its highest: blended, or each for a share of the way. */
function scale({ scale, stepped }, theme) {
  const colours = scale.map((name) => theme.colours[name]);
  if (!stepped) return colours.map((colour, i) => [i / (colours.length - 1), colour]);
  return colours.flatMap((colour, i) => [[i / colours.length, colour], [(i + 1) / colours.length, colour]]);
}

export function paintedLayout(layout, theme) {
  const styled = { ...layout, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)" };
  styled.font = { color: theme.ink, family: theme.font, size: 14 };
  for (const name of Object.keys(layout).filter((name) => /^[xy]axis/.test(name))) {
    styled[name] = { ...layout[name], gridcolor: theme.grid, zerolinecolor: theme.ink, zerolinewidth: 1 };
  }
  return styled;
}
