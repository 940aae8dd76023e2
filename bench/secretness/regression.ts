/** An example: its measures, and whether it is a secret. */
export interface Example {
  readonly features: readonly number[];
  readonly secret: boolean;
}

/** How long and how fast is learnt, and how much a weight costs. */
const learning = { rounds: 400, rate: 4, cost: 1e-4 };

/** Weights of a logistic regression, by gradient descent with momentum over all examples at once. */
export function fit(examples: readonly Example[]): number[] {
  const size = examples[0]?.features.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  let speed = weights;
  for (let round = 0; round < learning.rounds; round++) {
    const slope = slopeOf(examples, weights);
    speed = speed.map((each, at) => 0.9 * each - learning.rate * (slope[at] ?? 0));
    weights = weights.map((each, at) => each + (speed[at] ?? 0));
  }
  return weights.map((each) => Math.round(each * 100) / 100);
}

/** How the mean error changes with each weight; secrets and others count the same, however many there are. */
function slopeOf(examples: readonly Example[], weights: readonly number[]): Float64Array {
  const positives = examples.filter(({ secret }) => secret).length;
  const share = { true: 0.5 / positives, false: 0.5 / (examples.length - positives) };
  const slope = Float64Array.from(weights, (weight) => learning.cost * weight);
  for (const { features, secret } of examples) {
    const error = (chance(features, weights) - Number(secret)) * share[`${secret}`];
    for (const [at, feature] of features.entries()) slope[at] = (slope[at] ?? 0) + error * feature;
  }
  return slope;
}

export function chance(features: readonly number[], weights: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
