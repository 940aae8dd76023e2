import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machine } from "./machine.ts";

/** A table in Markdown; the first row is the head. Columns but the first are aligned to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, column) => (column === 0 ? "---" : "---:"));
  return [head, rule, ...body].map((cells) => line(cells)).join("\n");
}

/** Prints a result and keeps it in `bench/results/NAME.md`, below the machine that it was measured on. */
export function publish(name: string, title: string, body: readonly string[]): void {
  const text = [`# ${title}`, "", ...machine(), "", ...body, ""].join("\n");
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), text);
  process.stdout.write(`${text}\n`);
}
