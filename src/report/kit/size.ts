const units = ["KB", "MB", "GB", "TB", "PB"] as const;

/** Bytes for people, in powers of 1000: `412 bytes`, `1.2 GB`, `41 KB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  let value = bytes / 1000;
  let unit = 0;
  // 999.5 would be rounded to 1000 of its unit.
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${units[unit]}`;
}
