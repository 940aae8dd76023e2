import { plural } from "../report/kit/words.ts";

const units = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** A time as people say it, in its largest unit of which there are two, or exactly one: `90 minutes`. */
export function spokenTime(seconds: number): string {
  const [length, name] = units.find(([unit]) => seconds >= 2 * unit || seconds === unit) ?? [
    1,
    "second",
  ];
  return plural(Math.round(seconds / length), name);
}
