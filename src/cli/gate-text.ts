import type { Gate } from "../evaluate/gate/gate.ts";
import type { JudgedItem, Verdict } from "../evaluate/gate/statement.ts";
import type { Verification } from "../evaluate/gate/verify.ts";
import { type Paint, painter, type Style } from "../report/kit/colour.ts";
import { visible } from "../report/kit/escape.ts";
import { wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import type { Shell } from "./command.ts";

const states: Readonly<Record<JudgedItem["state"], readonly [string, Style]>> = {
  passed: ["✓", "green"],
  confirmed: ["✓", "green"],
  excepted: ["~", "yellow"],
  failed: ["✗", "red"],
  unknown: ["?", "yellow"],
};

const verdicts: Readonly<Record<Verdict, readonly [string, Style]>> = {
  pass: ["Pass: it may be released.", "green"],
  fail: ["Fail: do not release it.", "red"],
  incomplete: ["Incomplete: nothing speaks against it, but not everything is known.", "yellow"],
};

/** So many findings of one item are shown. */
const mostFindings = 3;
const indent = "    ";

type Look = Pick<Shell, "colour" | "columns">;

/** What a gate says, for people. */
export function gateText(gate: Gate, target: string, { colour, columns = 80 }: Look): string {
  const paint = painter(colour);
  const { verdict, items, release } = gate.statement.predicate;
  const [sentence, style] = verdicts[verdict];
  return [
    paint(`Gate  ${visible(target)}`, "bold"),
    paint(`${plural(gate.statement.subject.length, "file")}, ${release.slice(0, 16)}…`, "dim"),
    "",
    ...toldIn(items).flatMap((item) => itemLines(item, gate, { paint, columns })),
    "",
    paint(sentence, "bold", style),
    ...counted(items),
    "",
  ].join("\n");
}

/** What has to be dealt with first. */
const order = ["failed", "unknown", "excepted", "confirmed", "passed"] as const;

const toldIn = (items: readonly JudgedItem[]): readonly JudgedItem[] =>
  items.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state));

interface Frame {
  readonly paint: Paint;
  readonly columns: number;
}

function itemLines(item: JudgedItem, gate: Gate, { paint, columns }: Frame): string[] {
  const [mark, style] = states[item.state];
  const found = gate.against.get(item.id) ?? [];
  const shown = found
    .slice(0, mostFindings)
    .map(
      ({ title, location }) =>
        `${title}: ${location.path}${location.line === undefined ? "" : `:${location.line}`}`,
    );
  const isOpen = item.state === "failed" || item.state === "unknown";
  const instead = gate.items.find(({ id }) => id === item.id)?.instead ?? "";
  return [
    `${paint(mark, style)} ${paint(item.title, "bold")}`,
    ...paragraph(becauseOf(item), columns),
    ...shown.flatMap((line) => paragraph(`- ${line}`, columns)),
    ...(found.length > mostFindings
      ? paragraph(`- and ${found.length - mostFindings} more`, columns)
      : []),
    ...(isOpen ? paragraph(`→ ${instead} (${item.id})`, columns) : []),
  ];
}

function becauseOf({ state, because, by, at, note, reason, expires }: JudgedItem): string {
  switch (state) {
    case "confirmed":
      return `confirmed by ${by} on ${at?.slice(0, 10)}${note === undefined ? "" : `: ${note}`}`;
    case "excepted":
      return `${because}; ${by} lets it pass until ${expires}: ${reason}`;
    default:
      return because;
  }
}

const paragraph = (text: string, columns: number): string[] =>
  wrap(visible(text), columns - indent.length).map((line) => `${indent}${line}`);

function counted(items: readonly JudgedItem[]): string[] {
  const count = (...wanted: readonly JudgedItem["state"][]): number =>
    items.filter(({ state }) => wanted.includes(state)).length;
  const parts = [
    `${count("passed", "confirmed")} of ${items.length} hold`,
    ...(count("excepted") > 0 ? [`${count("excepted")} let pass by an exception`] : []),
    ...(count("failed") > 0 ? [`${count("failed")} do not hold`] : []),
    ...(count("unknown") > 0 ? [`${count("unknown")} are open`] : []),
  ];
  return [parts.join(", ")];
}

const results: Readonly<Record<Verification["verdict"], readonly [string, Style]>> = {
  verified: ["Verified: this is the release that passed the gate.", "green"],
  refused: ["REFUSED: this is not a release that passed the gate.", "red"],
  unsigned: [
    "The files are those of the attestation, but nobody knows who made it: give --key.",
    "yellow",
  ],
};

/** What a consumer learns, for people. */
export function verificationText(
  { verdict, problems, statement }: Verification,
  { colour, columns = 80 }: Look,
): string {
  const paint = painter(colour);
  const [sentence, style] = results[verdict];
  const [first = "", ...rest] = wrap(sentence, columns);
  return [
    paint(first, "bold", style),
    ...rest,
    ...problems.flatMap((each) => paragraph(`- ${each}`, columns)),
    paint(`judged ${statement.predicate.madeAt}`, "dim"),
    "",
  ].join("\n");
}
