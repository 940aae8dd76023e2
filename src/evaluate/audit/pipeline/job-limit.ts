import type { Job } from "./pipeline.ts";

/** Keys that say after how many minutes a job is ended: GitHub, Azure. */
const minutes = ["timeout-minutes", "timeoutInMinutes"] as const;

const lengths: Readonly<Record<string, number>> = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** After how many seconds a job is ended at the latest, where its file says it in numbers. */
export function jobLimit({ node }: Job): number | undefined {
  for (const key of minutes) {
    const stated = Number(node?.get(key)?.text);
    if (stated > 0) return stated * 60;
  }
  return spoken(node?.get("timeout")?.text ?? "");
}

/** `3h 30m`, `90 minutes`, as GitLab has it: https://docs.gitlab.com/ci/yaml/#timeout */
function spoken(text: string): number | undefined {
  let seconds = 0;
  for (const [, amount, unit = ""] of text.matchAll(/(\d+)\s*([wdhms])[a-z]*/g))
    seconds += Number(amount) * (lengths[unit] ?? 0);
  return seconds > 0 ? seconds : undefined;
}
