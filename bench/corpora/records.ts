import { random } from "../random.ts";

/** JSON as data sets and trackers write it, a document of some 100 kB each time, without an end. */
export function* records(): Generator<Buffer> {
  const next = random(1);
  for (let document = 0; ; document++) {
    const rows = Array.from({ length: 400 }, (_, row) => record(document * 400 + row, next));
    yield Buffer.from(`${JSON.stringify({ version: 1, rows }, undefined, document % 2)}\n`);
  }
}

const record = (id: number, next: () => number): object => ({
  id: `sample-${id}`,
  digest: Math.floor(next() * 2 ** 52).toString(16),
  label: Math.floor(next() * 1000),
  score: next(),
  box: [next(), next(), next(), next()].map((each) => Math.round(each * 1e4) / 1e4),
  tokens: Array.from({ length: 12 }, () => Math.floor(next() * 50_257)),
});
