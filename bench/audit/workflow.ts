import { random } from "../random.ts";

/** Scripts as training repositories have them; few of them give anything away. */
const scripts: readonly string[] = [
  "python -m pip install --upgrade pip\npip install -r requirements.txt",
  'set -euo pipefail\nfor each in configs/*.yaml; do\n  python train.py --config "$each" --out "out/$(basename "$each" .yaml)"\ndone',
  'if [ "${GITHUB_REF}" = "refs/heads/main" ]; then\n  hf upload acme/model out/model\nfi',
  "pytest -q --maxfail=1 tests | tee pytest.log",
  'curl -sSf -H "Authorization: Bearer $API_TOKEN" https://example.org/v1/models > models.json',
  'docker build -t "ghcr.io/acme/train:${{ github.sha }}" .\ndocker push "ghcr.io/acme/train:${{ github.sha }}"',
  'echo "version=$(git describe --tags)" >> "$GITHUB_OUTPUT"\ngit log -1 --format=%s',
  "echo ${HF_TOKEN:+set}\nnvidia-smi || true\ndf -h",
];
const uses = [
  "actions/checkout@v4",
  "actions/setup-python@v5",
  "actions/cache@v4",
  "docker/setup-buildx-action@v3",
];

/** A workflow of three jobs and fifteen steps. */
export function workflow(seed: number): string {
  const next = random(seed + 1);
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? "";
  const step = (number: number): string =>
    number % 3 === 0
      ? `      - uses: ${pick(uses)}\n        with:\n          key: value-${number}\n`
      : `      - name: Step ${number}\n        run: |\n${pick(scripts).replaceAll(/^/gm, "          ")}\n        env:\n          API_TOKEN: \${{ secrets.API_TOKEN }}\n`;
  const job = (name: string): string =>
    `  ${name}:\n    runs-on: ubuntu-latest\n    env:\n      HF_TOKEN: \${{ secrets.HF_TOKEN }}\n    steps:\n${[0, 1, 2, 3, 4].map(step).join("")}`;
  return `name: Workflow ${seed}\non: [push, pull_request]\npermissions:\n  contents: read\njobs:\n${["test", "train", "publish"].map(job).join("")}`;
}
