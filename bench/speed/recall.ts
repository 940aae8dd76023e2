import { readFileSync } from "node:fs";
import type { Report } from "../../src/core/report.ts";
import { measured } from "../measure.ts";
import type { Bench } from "./bench.ts";
import { reportFile } from "./tare.ts";

/** How many of the planted values a scan finds: a scan that skips work would be quick, too. */
export async function recall({ corpora, tare }: Bench): Promise<string> {
  const program = tare.scan(corpora.folder);
  await measured({ ...program, args: [...program.args, "--reveal"] });
  const { findings } = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  const values = new Set(findings.map(({ value }) => value));
  const planted = corpora.kinds.flatMap((kind) => kind.planted);
  const found = planted.filter((value) => values.has(value) || values.has(hostOf(value)));
  return `${found.length} of ${planted.length} planted values`;
}

const hostOf = (value: string): string => value.replace(/^http:\/\/|:8080$/g, "");
