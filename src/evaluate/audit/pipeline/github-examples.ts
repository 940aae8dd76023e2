import type { Example } from "../check.ts";

/** A workflow with one step that runs these lines, and has the secret `T`, as an example of a check. */
const stepOf = (shell: string, lines: readonly string[]): Example => ({
  path: ".github/workflows/a.yml",
  text: `on: push
jobs:
  a:
    steps:
      - shell: ${shell}
        env:
          T: \${{ secrets.T }}
        run: |
${lines.map((each) => `          ${each}\n`).join("")}`,
});

export const bashStep = (...lines: readonly string[]): Example => stepOf("bash", lines);
export const powershellStep = (...lines: readonly string[]): Example => stepOf("pwsh", lines);
