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
  const weights = new Float64Array(size);
  const speed = new Float64Array(size);
  const positives = examples.filter(({ secret }) => secret).length;
  const share = { true: 0.5 / positives, false: 0.5 / (examples.length - positives) };
  for (let round = 0; round < learning.rounds; round++) {
    const slope = new Float64Array(size);
    for (const { features, secret } of examples) {
      const error = (chance(features, weights) - Number(secret)) * share[`${secret}`];
      for (let at = 0; at < size; at++) slope[at] = (slope[at] ?? 0) + error * (features[at] ?? 0);
    }
    for (let at = 0; at < size; at++) {
      const weight = weights[at] ?? 0;
      speed[at] =
        0.9 * (speed[at] ?? 0) - learning.rate * ((slope[at] ?? 0) + learning.cost * weight);
      weights[at] = weight + (speed[at] ?? 0);
    }
  }
  return Array.from(weights, (each) => Math.round(each * 100) / 100);
}

export function chance(features: readonly number[], weights: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < features.length; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
