import { expect, test } from "vitest";
import { foundIn } from "../testing.ts";

const action = (...steps: readonly string[]): string =>
  `name: x\ninputs: {key: {}}\nruns:\n  using: composite\n  steps:\n${steps.map((each) => `    - ${each}\n`).join("")}`;

const workflow = (uses: string): string =>
  `on: push\njobs:\n  a:\n    steps:\n      - uses: ${uses}\n        with: {Key: "\${{ secrets.HUB }}", mode: x}\n`;

test("knows in an action of the same repository which inputs are secrets", async () => {
  const files = {
    "lib/.github/workflows/a.yml": workflow("./.github/actions/b"),
    "lib/.github/actions/b/action.yaml": action(
      'shell: bash\n      env: {K: "${{ inputs.key }}"}\n      run: echo $K ${{ inputs.mode }}',
      'uses: ./c\n      with: {deep: "${{ inputs.key || github.token }}"}',
    ),
    "lib/c/action.yml": action("shell: bash\n      run: echo ${{ inputs.deep }}"),
  };
  expect(await foundIn(files, "printed-secret")).toEqual([
    "lib/.github/actions/b/action.yaml: $K: prints K, which holds the secret HUB",
    "lib/c/action.yml: ${{ inputs.deep }}: prints inputs.deep, which holds the secret HUB",
  ]);
});

test("believes nothing of actions of others, and follows no circle", async () => {
  const printing = "shell: bash\n      run: echo ${{ inputs.key }}";
  expect(
    await foundIn(
      {
        ".github/workflows/a.yml": workflow("acme/b@v1"),
        ".github/workflows/c.yml": workflow("./d"),
        "b/action.yml": action(printing),
        "d/action.yml": action('uses: ./d\n      with: {key: "${{ inputs.key }}"}'),
      },
      "printed-secret",
    ),
  ).toEqual([]);
});
