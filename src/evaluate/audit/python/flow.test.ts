import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wholeOf } from "../fragment.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { SourceText } from "../text.ts";
import { type PythonModule, pythonModule } from "./module.ts";
import { sourceText } from "./taint.ts";

const grammars = await withGrammars(["python"]);
const read = (text: string): PythonModule =>
  pythonModule(wholeOf(new SourceText("a.py", text)), grammars);

/** What gets into calls of `f`, `-` for an argument without a secret. */
const givenToF = (text: string): readonly string[] =>
  read(text)
    .calls.filter(({ name }) => name === "f")
    .flatMap(({ args }) =>
      args.map(({ taint }) => taint?.sources.map(sourceText).join(", ") ?? "-"),
    );

const environment = "K_TOKEN of the environment";

test.each([
  ['k = os.environ["K_TOKEN"]\nf(k)', [environment]],
  [
    'from os import environ as e\nf(e["K_TOKEN"], e.get("K_TOKEN"), e["HOME"])',
    [environment, environment, "-"],
  ],
  [
    'f("a" + os.getenv("K_TOKEN"), f"b {os.getenv(\'K_TOKEN\')}", "%s" % os.getenv("K_TOKEN"))',
    [environment, environment, environment],
  ],
  [
    'k = os.getenv("K_TOKEN").strip().encode()\nf(k, str(k), len(k), k == 1, not k)',
    [environment, environment, "-", "-", "-"],
  ],
  [
    'd = {"a": os.getenv("K_TOKEN"), "b": 1}\nf(d["a"], d["b"], d)',
    [environment, "-", environment],
  ],
  ['k = os.getenv("K_TOKEN")\nk = 1\nf(k)', ["-"]],
  ['f(x if os.getenv("K_TOKEN") else y)', ["-"]],
  [
    "f([v for n, v in os.environ.items()], [n for n, v in os.environ.items()])",
    ["the whole environment", "-"],
  ],
  ["f({**os.environ}, **os.environ)", ["the whole environment", "the whole environment"]],
  [
    'p.add_argument("--api-key")\nargs = p.parse_args()\nf(args.api_key, vars(args), args.epochs)',
    ["the argument api_key", "all arguments, --api-key among them", "-"],
  ],
  ['p.add_argument("--epochs")\nargs = p.parse_args()\nf(vars(args))', ["-"]],
  ["def g(password, n):\n  f(password, n)", ["password, which by its name holds a secret", "-"]],
  [
    'import hvac\nc = hvac.Client()\nf(c.secrets.kv.v2.read_secret_version(path="x"))',
    ["what HashiCorp Vault gave"],
  ],
  ['f(hashlib.sha256(os.getenv("K_TOKEN")).hexdigest(), mask(os.getenv("K_TOKEN")))', ["-", "-"]],
])("knows what gets into a call: %s", (text, expected) => {
  expect(givenToF(text)).toEqual(expected);
});

test("resolves names through imports and instances", () => {
  const { calls } = read(
    "import wandb as w\nfrom huggingface_hub import HfApi\napi = HfApi()\nrun = w.init()\napi.upload_folder()\nrun.log({})\nself.api = HfApi()\nself.api.whoami()\n",
  );
  expect(calls.map(({ name }) => name)).toEqual([
    "huggingface_hub.HfApi",
    "wandb.init",
    "huggingface_hub.HfApi.upload_folder",
    "wandb.init.log",
    "huggingface_hub.HfApi",
    "huggingface_hub.HfApi.whoami",
  ]);
});

test("fails at no text", () => {
  const piece = fc.constantFrom(
    "def f(",
    "):\n ",
    "x",
    "=",
    "os.environ",
    "[",
    "]",
    '"',
    "{",
    "}",
    "\n",
    "for ",
    " in ",
    "lambda ",
    "await ",
    "**",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(read(pieces.join("")).calls.length).toBeGreaterThanOrEqual(0);
    }),
  );
});
