import type { Check, Proof, Verdict } from "../fortify/proof/proof.ts";
import { type Paint, painter, type Style } from "../report/kit/colour.ts";
import { visible } from "../report/kit/escape.ts";
import { padded, wrap } from "../report/kit/width.ts";

/** So many problems of one check are listed; the others are counted. */
const mostProblems = 20;

const verdicts: Readonly<Record<Verdict, readonly [string, Style]>> = {
  proved: ["Proved", "green"],
  "not-proved": ["NOT proved", "red"],
  incomplete: ["Not proved to the end", "yellow"],
};

const states: Readonly<Record<Check["state"], readonly [string, Style]>> = {
  holds: ["ok", "green"],
  fails: ["FAILS", "red"],
  incomplete: ["open", "yellow"],
  unchecked: ["-", "dim"],
};

/** A proof for people, in lines of so many columns. */
export function proofText(
  proof: Proof,
  { colour, columns }: { readonly colour: boolean; readonly columns: number },
): string {
  const paint = painter(colour);
  const [word, style] = verdicts[proof.verdict];
  const lines = proof.checks.flatMap((check) => checkLines(check, paint, columns));
  const verdict = `${word}: ${sentence(proof)}`;
  const [first = "", ...rest] = wrap(visible(verdict), columns);
  return [...lines, "", paint(first, "bold", style), ...rest, ""].join("\n");
}

const indent = 16;

function checkLines({ id, state, says, problems }: Check, paint: Paint, columns: number): string[] {
  const [word, style] = states[state];
  const [first = "", ...rest] = wrap(visible(says), columns - indent);
  const listed = problems.slice(0, mostProblems).flatMap(({ path, what }) => {
    const text = path === undefined ? what : `${path}: ${what}`;
    const [head = "", ...tail] = wrap(visible(text), columns - indent - 2);
    return [`- ${head}`, ...tail.map((line) => `  ${line}`)];
  });
  const more = problems.length - mostProblems;
  const all = [...rest, ...listed, ...(more > 0 ? [`- and ${more} more`] : [])];
  return [
    `${padded(id, 10)}${paint(padded(word, 6), style)}${first}`,
    ...all.map((line) => " ".repeat(indent) + line),
  ];
}

function sentence({ verdict, before, after, checks }: Proof): string {
  const failed = checks.filter(({ state }) => state === "fails").length;
  switch (verdict) {
    case "not-proved":
      return failed === 1 ? "a check fails" : `${failed} checks fail`;
    case "incomplete":
      return "nothing speaks against the receipt, but not all could be looked at";
    case "proved":
      return before === undefined
        ? `${after} is what the receipt says; what it was made from was not at hand`
        : `${after} is ${before} but for the declared edits, and no weight changed`;
  }
}
