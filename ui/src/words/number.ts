const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** `12,345` */
export const count = (value: number): string => whole.format(value);

/** `1 finding`, `12,345 findings`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const units = ["KB", "MB", "GB", "TB"] as const;

/** Bytes in powers of 1000: `412 bytes`, `1.2 GB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return plural(bytes, "byte");
  let value = bytes / 1000;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${value < 9.95 ? short.format(value) : whole.format(value)} ${units[unit]}`;
}

/** A value and what it counts, apart: `["84", "%"]`, `["3.2", "h"]`. */
export function measure(
  value: number,
  unit: "count" | "percent" | "seconds",
): readonly [string, string] {
  if (unit === "count") return [count(value), ""];
  if (unit === "percent") return [whole.format(value), "%"];
  return duration(value);
}

/** Seconds in the largest unit of which there is one: `["3.2", "h"]`. */
export function duration(seconds: number): readonly [string, string] {
  for (const [length, unit] of [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ] as const) {
    const value = seconds / length;
    if (value >= 1) return [value < 9.95 ? short.format(value) : whole.format(value), unit];
  }
  return [whole.format(seconds), "s"];
}
