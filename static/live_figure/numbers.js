// Numbers as a reader expects them, the same as number() in activations/core.py.

const DIGITS = 4;
const SMALLEST = 2 ** -126; // what Python sends for all that is smaller, but not 0

export function say(value) {
  if (typeof value === "string") return value;
  if (value == null || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size && (size < 10 ** -DIGITS || size >= 1e6)) return power(value);
  const rounded = Number(value.toFixed(DIGITS));
  const hides = Number.isInteger(rounded) && !Number.isInteger(value);
  return String(hides ? Number(value.toPrecision(DIGITS + 3)) : rounded).replace("-", "−");
}

/** With so many digits behind the point, or with fewer if they say it exactly. */
export function shortly(value, digits) {
  const rounded = Number(value.toFixed(digits)) || 0;
  const words = Math.fround(rounded) === value ? String(rounded) : rounded.toFixed(digits);
  return words.replace("-", "−");
}

function power(value) {
  if (Math.abs(value) <= SMALLEST) return value > 0 ? "< 10⁻³⁷" : "> −10⁻³⁷";
  const [mantissa, exponent] = value.toExponential(DIGITS - 1).split("e").map(Number);
  const raised = String(exponent).replace(/./g, (sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]));
  return `${mantissa} × 10${raised}`.replace("-", "−");
}

/** A template with {name} replaced by the words of that name. */
export function fill(template, words) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in words ? say(words[name]) : whole));
}
