// Writes the table of gauges in docs/gauges.md from their definitions. `node scripts/gauges.mjs`.
import { readFile, writeFile } from "node:fs/promises";

const { gauges } = await import("../src/server/battlecard.ts");

const file = "docs/gauges.md";
const mark = "<!-- Below: made by scripts/gauges.mjs. -->";

const goalOf = ({ goal, unit }) =>
  goal.kind === "none"
    ? "a signal, without a goal"
    : `${goal.kind === "at-most" ? "at most" : "at least"} ${goal.value} ${unit === "count" ? "" : unit}`.trim();

const section = (gauge) =>
  [
    `### ${gauge.title}`,
    "",
    `\`${gauge.id}\`, ${gauge.kind}, in ${gauge.unit}. Goal: ${goalOf(gauge)}.`,
    "",
    `${gauge.definition}`,
    "",
    `- Practice: ${gauge.practice}`,
    `- Events: ${gauge.types.map((each) => `\`${each}\``).join(", ")}`,
    `- Where there is none: ${gauge.noData.text}${gauge.noData.command === undefined ? "" : ` \`${gauge.noData.command}\``}`,
    "",
  ].join("\n");

/** The page with its generated part made anew. */
export async function gaugesPage() {
  const [head] = (await readFile(file, "utf8")).split(mark);
  const stages = [...new Set(gauges.map(({ stage }) => stage))];
  const parts = stages.flatMap((stage) => [
    `## ${stage === "exercise" ? "eXercise" : stage.charAt(0).toUpperCase() + stage.slice(1)}`,
    "",
    ...gauges.filter((each) => each.stage === stage).map(section),
  ]);
  return `${head}${mark}\n\n${parts.join("\n").trimEnd()}\n`;
}

if (import.meta.filename === process.argv[1]) await writeFile(file, await gaugesPage());
