// From slider positions to a picture: the data of every trace that moves, the axes' spans, the words.
// Pure: it reads a spec and positions, and touches neither the page nor Plotly.

/**
 * positionsOf(key) gives a slider's values; frame is the player's; latest is the key moved last, whose
 * family has the say where two families fill the same trace.
 */
export function compose(spec, positionsOf, frame, latest) {
  const data = new Map();
  const words = {};
  const spans = {};
  for (const family of inOrder(spec.families, latest)) {
    const place = family.key ? nearest(family.values, positionsOf(family.key)[0]) : 0;
    pickRow(family, place, data, words, spans);
    if (family.key) words[family.key] = family.values[place];
  }
  const axes = { ...spans, ...(spec.span && spanAxes(spec.span, positionsOf(spec.span.key), words)) };
  if (spec.probe) probe(spec.probe, positionsOf(spec.probe.key)[0], axes, data, words);
  if (spec.replay) replay(spec.replay, frame, data, words, axes);
  return { data, axes, words };
}

function inOrder(families, latest) {
  return [...families].sort((a, b) => (a.key === latest) - (b.key === latest));
}

function pickRow(family, place, data, words, axes) {
  const row = family.base.slice();
  const width = family.columns.length;
  for (let i = 0; i < width; i++) row[family.columns[i]] = family.rows[place * width + i];
  let from = 0;
  for (const [trace, axis, length] of family.fields) {
    data.set(trace, { ...data.get(trace), [axis]: row.subarray(from, from + length) });
    from += length;
  }
  entryAt(family.says, place, words);
  entryAt(family.axes, place, axes);
}

function entryAt(lists, place, entries) {
  for (const [name, each] of Object.entries(lists)) entries[name] = each[Math.min(place, each.length - 1)];
}

function spanAxes(span, [low, end], words) {
  const high = Math.max(end, low + span.step);
  Object.assign(words, { low, high });
  const heights = span.envelopes.map(([lows, highs]) => {
    let bottom = Infinity;
    let top = -Infinity;
    span.inputs.forEach((x, i) => {
      if (x < low || x > high) return;
      bottom = Math.min(bottom, lows[i]);
      top = Math.max(top, highs[i]);
    });
    const room = 0.08 * (top - bottom) || 0.5;
    return [bottom - room, top + room];
  });
  return Object.fromEntries(
    Object.entries(span.axes).map(([axis, envelope]) => [axis, envelope === null ? [low, high] : heights[envelope]]),
  );
}

function probe(spec, x, axes, data, words) {
  const [low, high] = axes.xaxis;
  const reach = (high - low) / 5;
  words.x = x;
  for (const { trace, curve, name } of spec.marks) {
    const y = valueAt(data.get(curve), x);
    data.set(trace, { x: [x], y: [y] });
    words[name] = y;
  }
  for (const { trace, curve, slope } of spec.tangents) {
    const y = valueAt(data.get(curve), x);
    const rise = reach * valueAt(data.get(slope), x);
    data.set(trace, { x: [x - reach, x + reach], y: [y - rise, y + rise] });
  }
  for (const trace of spec.lines) data.set(trace, { x: [x, x], y: [-1e4, 1e4] });
}

function replay(spec, frame, data, words, axes) {
  for (const { trace, x, y, grows } of spec.tracks) {
    const last = Math.min(frame, x.length - 1);
    const first = grows ? 0 : last;
    data.set(trace, { x: x.subarray(first, last + 1), y: y.subarray(first, last + 1) });
  }
  if (spec.scenes) pickRow(spec.scenes, Math.min(frame, spec.scenes.values.length - 1), data, words, axes);
  entryAt(spec.says, frame, words);
}

/** The value of a line at x: where it is broken the middle one of its points there, which is the function's own. */
export function valueAt(line, x) {
  const first = Math.min(firstFrom(line.x, Math.fround(x)), line.x.length - 1);
  let last = first;
  while (line.x[last + 1] === line.x[first]) last++;
  return line.y[(first + last) >> 1];
}

function firstFrom(sorted, x) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(sorted, value) {
  let best = 0;
  sorted.forEach((each, i) => {
    if (Math.abs(each - value) < Math.abs(sorted[best] - value)) best = i;
  });
  return best;
}
