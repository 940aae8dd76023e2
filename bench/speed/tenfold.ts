import { sizeOf } from "../corpora/corpora.ts";
import { missing } from "../peers/peer.ts";
import { type Bench, measuredByName, part } from "./bench.ts";
import { rateOf, rateText } from "./rate.ts";
import { atMost, type Row } from "./row.ts";

/** What ten times the rules cost: of the kernel over all text, and of the matcher over a sample. */
export async function tenfoldRows(bench: Bench): Promise<Row[]> {
  return [
    await row(bench, "kernel", bench.corpora.text),
    await row(bench, "matcher", bench.corpora.sample),
  ];
}

async function row({ rounds }: Bench, what: "kernel" | "matcher", file: string): Promise<Row> {
  const about = { work: `ten times the rules, ${what}`, beside: "the rules", goal: atMost(1.3) };
  const programs = { plain: part(what, file), tenfold: part(what, file, 10) };
  try {
    const { plain, tenfold } = await measuredByName(programs, rounds);
    const [one, ten] = [plain, tenfold].map((run) => rateOf(what, sizeOf(file), run));
    if (!one || !ten) throw new Error("nothing was run");
    const measured = one.perCpuSecond / ten.perCpuSecond;
    return { ...about, measured, tare: rateText(ten), other: rateText(one) };
  } catch (error) {
    const { why } = missing(about.work, error);
    return { ...about, measured: { missing: why }, tare: "", other: "" };
  }
}
