import { featureNames, featuresOf } from "./features.ts";
import { weights } from "./weights.gen.ts";

/** What a value may be: made by a program, or chosen to be remembered. */
export type Sort = keyof typeof weights;

const rows: Readonly<Record<Sort, readonly number[]>> = {
  key: featureNames.map((name) => weights.key[name]),
  password: featureNames.map((name) => weights.password[name]),
};

/**
 * How likely a value is a secret of that sort, from 0 to 1, by how it looks:
 * were half of all values secrets. What stands around it is not looked at.
 */
export function secretness(value: string, sort: Sort): number {
  const row = rows[sort];
  let sum = 0;
  for (const [at, feature] of featuresOf(value).entries()) sum += feature * (row[at] as number);
  return 1 / (1 + Math.exp(-sum));
}
