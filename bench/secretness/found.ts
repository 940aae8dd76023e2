import { type Matcher, matcher } from "../../src/engine/matcher.ts";
import { ownRules } from "../../src/scan/own-rules.ts";
import { ownProgram } from "../../src/scan/program.ts";
import { Dice, keys, type Make, passwords } from "./made.ts";
import { names, nearNames, places } from "./places.ts";
import { random } from "../random.ts";

/** Of so many texts so many were found: rightly where a secret stands, wrongly where none does. */
class Tally {
  texts = 0;
  found = 0;

  add(found: boolean): void {
    this.texts++;
    this.found += Number(found);
  }

  get share(): number {
    return this.found / this.texts;
  }
}

const filled = (place: string, name: string, value: string): string =>
  place.replaceAll("NAME", () => name).replaceAll("VALUE", () => value);

/**
 * Says which share of made secrets is found in each place and of each kind, and
 * how often the same places are reported with harmless values or near names.
 */
export async function reportPlaces(
  words: readonly string[],
  harmless: readonly string[],
): Promise<void> {
  const engine = matcher(ownRules, (await ownProgram()).compiled);
  const dice = new Dice(random(4711), words);
  const tallies = new Map<string, Tally>();
  const count = (names: readonly string[], found: boolean): void => {
    for (const name of names) {
      const tally = tallies.get(name) ?? new Tally();
      tallies.set(name, tally);
      tally.add(found);
    }
  };
  for (const [place, text] of Object.entries(places))
    for (const [sort, makes] of Object.entries({ key: keys, password: passwords }))
      for (const [kind, make] of Object.entries(makes))
        for (const name of names[sort as keyof typeof names])
          countOne({ engine, dice, harmless, count }, { place, text, sort, kind, make, name });
  for (const [name, { share, texts }] of [...tallies].sort(([one], [other]) =>
    one < other ? -1 : 1,
  ))
    console.log(`${name}: ${share.toFixed(3)} of ${texts}`);
  const found = tallies.get("all secrets")?.found ?? 0;
  const wrong = tallies.get("all harmless")?.found ?? 0;
  const recall = tallies.get("all secrets")?.share ?? 0;
  const precision = found / (found + wrong);
  console.log(
    `F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}, precision ${precision.toFixed(4)}`,
  );
}

interface Trial {
  readonly engine: Matcher;
  readonly dice: Dice;
  readonly harmless: readonly string[];
  readonly count: (names: readonly string[], found: boolean) => void;
}

interface Case {
  readonly place: string;
  readonly text: string;
  readonly sort: string;
  readonly kind: string;
  readonly make: Make;
  readonly name: string;
}

/** A secret at a place; a harmless value there; and a made value beside a name that is only near. */
function countOne({ engine, dice, harmless, count }: Trial, each: Case): void {
  const finds = (text: string, value: string): boolean =>
    engine
      .find(Buffer.from(text))
      .some(
        ({ rule, span }) => rule.class === "secret" && text.slice(span.start, span.end) === value,
      );
  const { text, name, sort } = each;
  const secret = each.make(dice);
  count(
    ["all secrets", `place ${sort} ${each.place}`, `kind ${sort} ${each.kind}`],
    finds(filled(text, name, secret), secret),
  );
  const other = harmless[dice.between(0, harmless.length - 1)] ?? "";
  count(["all harmless", `harmless ${sort} values`], finds(filled(text, name, other), other));
  const near = dice.one(nearNames);
  const value = sort === "key" ? other : secret;
  count(
    ["all harmless", `near names ${sort === "key" ? "harmless" : "password"}`],
    finds(filled(text, near, value), value),
  );
}
