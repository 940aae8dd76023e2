import { random } from "../random.ts";
import { contentsOf } from "./walk.ts";

/** Notebooks with the machine's own Python in their cells and pictures of noise in their outputs, without an end. */
export function* notebooks(): Generator<Buffer> {
  const next = random(2);
  for (;;)
    for (const code of contentsOf([".py"])) {
      const source = code.toString("latin1").split(/^/m).slice(0, 60);
      yield Buffer.from(`${JSON.stringify(notebook(source, next), undefined, 1)}\n`);
    }
}

const notebook = (source: readonly string[], next: () => number): object => ({
  cells: [
    { cell_type: "code", execution_count: 1, metadata: {}, outputs: [picture(next)], source },
  ],
  metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } },
  nbformat: 4,
  nbformat_minor: 5,
});

function picture(next: () => number): object {
  const noise = Uint32Array.from({ length: 2000 + next() * 8000 }, () => next() * 2 ** 32);
  const data = { "image/png": `${Buffer.from(noise.buffer).toString("base64")}\n` };
  return { data, metadata: {}, output_type: "display_data" };
}
