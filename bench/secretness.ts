// node bench/secretness.ts [--pieces] [--places]
// Learns what src/engine/secretness/ knows, from the texts of this machine and from secrets that
// are made for it, and says how well it judges what was held back. With --pieces the pieces of
// words are counted anew, too, which changes what the weights are for. With --places nothing is
// learnt: it says what the rules find of other made secrets where these stand in code and text.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { random } from "./random.ts";
import { reportPlaces } from "./secretness/found.ts";
import { harmless } from "./secretness/harvest.ts";
import { Dice, keys, type Make, passwords } from "./secretness/made.ts";
import { chance, type Example, fit } from "./secretness/regression.ts";
import { packed, pairsOf, piecesOf, wordsOf } from "./secretness/vocabulary.ts";

const folder = "src/engine/secretness";
const made = 30_000;

const { values: asked } = parseArgs({
  options: {
    pieces: { type: "boolean", default: false },
    places: { type: "boolean", default: false },
  },
});
const words = wordsOf();
if (asked.pieces) writePieces();
const { featureNames, featuresOf } = await import("../src/engine/secretness/features.ts");

function writePieces(): void {
  writeFileSync(
    `${folder}/pieces.gen.ts`,
    `/** The pieces that words are best spelt with, made by \`node bench/secretness.ts --pieces\` from the texts of a developer's machine. */
export const pieces =
  "${packed(piecesOf(words))}";

/** -2·log2 of the chance that a letter follows another, as a letter from "a" (certain) on; 26 rows of 26. */
export const letterPairs: readonly string[] = [
${pairsOf(words)
  .map((row) => `  "${row}",`)
  .join("\n")}
];
`,
  );
}

/** Words that people may choose passwords from. */
const chosen = [...words]
  .filter(([word, count]) => word.length > 3 && word.length < 10 && count > 8)
  .map(([word]) => word);

interface Held extends Example {
  readonly kind: string;
  readonly held: boolean;
}

function* secretsOf(makes: Readonly<Record<string, Make>>, seed: number): Generator<Held> {
  const known = [...words].filter(
    ([word, count]) => word.length > 3 && word.length < 10 && count > 8,
  );
  const dice = new Dice(
    random(seed),
    known.map(([word]) => word),
  );
  const all = Object.entries(makes);
  for (let at = 0; at < made; at++) {
    const [kind, make] = all[at % all.length] as [string, Make];
    yield { kind, features: featuresOf(make(dice)), secret: true, held: dice.between(0, 4) === 0 };
  }
}

const negatives = new Map<string, boolean>();
for (const { value, held } of harmless()) negatives.set(value, held);
const others = [...negatives].map(([value, held]): Held => ({
  kind: "harmless",
  features: featuresOf(value),
  secret: false,
  held,
}));

/** How the examples that were held back are judged, from this chance on. */
function report(name: string, examples: readonly Held[], weights: readonly number[]): void {
  const judged = examples.filter(({ held }) => held);
  for (const least of [0.2, 0.5, 0.8, 0.95]) {
    const found = judged.filter(({ features }) => chance(features, weights) >= least);
    const hits = found.filter(({ secret }) => secret).length;
    const all = judged.filter(({ secret }) => secret).length;
    const falls = (found.length - hits) / (judged.length - all);
    console.log(
      `${name} ${least}: recall ${(hits / all).toFixed(4)}, false alarms ${falls.toFixed(4)}`,
    );
  }
  for (const kind of new Set(judged.map((each) => each.kind))) {
    const own = judged.filter((each) => each.kind === kind);
    const found = own.filter(({ features }) => chance(features, weights) >= 0.5);
    console.log(`  ${kind}: ${(found.length / own.length).toFixed(3)}`);
  }
}

if (asked.places) {
  const held = [...negatives].filter(([, isHeld]) => isHeld).map(([value]) => value);
  await reportPlaces(chosen, held);
} else {
  writeWeights();
}

function writeWeights(): void {
  const learnt = { key: keys, password: passwords };
  const lines = Object.entries(learnt).map(([name, makes], seed) => {
    const examples = [...others, ...secretsOf(makes, seed + 1)];
    const weights = fit(examples.filter(({ held }) => !held));
    report(name, examples, weights);
    return `  ${name}: {\n${featureNames.map((each, at) => `    ${each}: ${weights[at]},\n`).join("")}  },\n`;
  });
  writeFileSync(
    `${folder}/weights.gen.ts`,
    `/** Weights of a logistic regression, learnt by \`node bench/secretness.ts\` from values of a developer's machine and made secrets. */
export const weights = {
${lines.join("")}} as const;
`,
  );
}
