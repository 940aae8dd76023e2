import { plural } from "../report/kit/words.ts";
import type { LiveCheck } from "../core/live-check.ts";
import type { Plan } from "../verify/plan.ts";

/** What would be asked, for people to decide by. */
export function planText({ calls, unasked, unknown }: Plan): string {
  const lines = [
    calls.length === 0
      ? "No call would be made."
      : "These calls would be made. None was, and nothing was sent.",
  ];
  for (const { method, address, rule, values, otherwise } of calls) {
    lines.push("", `  ${method} ${address}`, `      ${rule}: ${plural(values, "value")}`);
    if (otherwise.length > 0)
      lines.push(...[`where it refuses:`, ...otherwise].map((each) => `      ${each}`));
  }
  if (unasked.length > 0) lines.push("", "Not asked:");
  for (const { rule, reason, values } of unasked)
    lines.push(`  ${rule}: ${plural(values, "value")}`, `      ${reason}`);
  if (unknown > 0)
    lines.push(
      "",
      `${plural(unknown, "more credential")} of kinds for which no harmless call is known.`,
    );
  return `${lines.join("\n")}\n`;
}

/** How `--verify` asks about values of a rule. */
export function checkText(check: LiveCheck): string {
  const { method = "GET", url, otherHosts = [], companions = {}, selfHosted, sideEffect } = check;
  const lines = [`${method} ${url}`, ...otherHosts.map((host) => `where it refuses: ${host}`)];
  for (const { title, in: where, optional } of Object.values(companions))
    if (where !== "value") lines.push(`needs ${optional ? "at times " : ""}its ${title}, nearby`);
  if (selfHosted !== undefined) lines.push(`a host of yours: --verify-host ${selfHosted}=HOST`);
  if (sideEffect !== undefined) lines.push(sideEffect);
  return `With --verify: ${[...lines, check.documentation].join("\n               ")}\n\n`;
}
