// What Python sent (ui/picture.py), with its tables unpacked. The same data gives the same spec.

const decoded = new WeakMap();

export function decode(data) {
  if (!decoded.has(data)) decoded.set(data, unpack(data));
  return decoded.get(data);
}

function unpack(data) {
  return { ...data, families: data.families.map(table), replay: data.replay && frames(data.replay) };
}

function frames(replay) {
  const tracks = replay.tracks.map((track) => ({ ...track, x: floats(track.x), y: floats(track.y) }));
  return { ...replay, tracks, scenes: replay.scenes && table(replay.scenes) };
}

function table(family) {
  return { ...family, base: floats(family.base), rows: floats(family.rows) };
}

function floats(text) {
  return new Float32Array(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}
