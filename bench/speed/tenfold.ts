import { sizeOf } from "../corpora/corpora.ts";
import { missing } from "../peers/peer.ts";
import { type Bench, measuredByName, part } from "./bench.ts";
import { rateOf, rateText } from "./rate.ts";
import { atMost, noGoal, type Row } from "./row.ts";

/** What more rules cost: of the kernel over all text, and of the matcher over a sample. */
export async function tenfoldRows(bench: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  for (const times of [3, 10])
    rows.push(
      await row(bench, "kernel", bench.corpora.text, times),
      await row(bench, "matcher", bench.corpora.sample, times),
    );
  return rows;
}

async function row(
  { rounds }: Bench,
  what: "kernel" | "matcher",
  file: string,
  times: number,
): Promise<Row> {
  const about = {
    work: `${times} times the rules, ${what}`,
    beside: "the rules",
    goal: times === 10 ? atMost(1.3) : noGoal,
  };
  const programs = { plain: part(what, file), more: part(what, file, times) };
  try {
    const { plain, more } = await measuredByName(programs, rounds);
    const [one, many] = [plain, more].map((run) => rateOf(what, sizeOf(file), run));
    if (!one || !many) throw new Error("nothing was run");
    const measured = one.perCpuSecond / many.perCpuSecond;
    return { ...about, measured, tare: rateText(many), other: rateText(one) };
  } catch (error) {
    const { why } = missing(about.work, error);
    return { ...about, measured: { missing: why }, tare: "", other: "" };
  }
}
