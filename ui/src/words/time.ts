const steps = [
  [60, 60, "min"],
  [3600, 24, "h"],
  [86_400, 60, "d"],
] as const;

/** How long ago: `just now`, `5 min ago`, `3 h ago`, `12 d ago`, `4 months ago`; ahead: `in 12 d`. */
export function relative(time: string, now: number): string {
  const seconds = (now - Date.parse(time)) / 1000;
  const distance = Math.abs(seconds);
  if (distance < 60) return "just now";
  const words = lengthOf(distance);
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

function lengthOf(seconds: number): string {
  for (const [length, most, unit] of steps)
    if (seconds / length < most) return `${Math.floor(seconds / length)} ${unit}`;
  const months = Math.floor(seconds / (30.44 * 86_400));
  if (months < 24) return `${months} months`;
  return `${Math.floor(months / 12)} years`;
}

const exactly = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** `29 Nov 2026, 23:05:07 UTC` */
export const exact = (time: string): string => `${exactly.format(Date.parse(time))} UTC`;

const dayOnly = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** `29 Nov 2026` */
export const day = (time: string): string => dayOnly.format(Date.parse(time));

/** `2027-02-27`: a day so many days after `now`. */
export const dayAfter = (now: number, days: number): string =>
  new Date(now + days * 86_400_000).toISOString().slice(0, 10);
