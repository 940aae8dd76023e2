import { expect, test } from "vitest";
import { wholeOf } from "../fragment.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { SourceText } from "../text.ts";
import { hidden } from "./expressions.ts";
import { type Script, scriptOf } from "./script.ts";
import { isContained, secrecyIn, secretsOf } from "./secrecy.ts";

const grammars = await withGrammars(["bash"]);
const read = (text: string): Script => scriptOf(wholeOf(new SourceText("a.sh", text)), grammars);

test("sees commands through wrappers, pipes and substitutions", () => {
  const { commands } = read(
    'sudo -E env A=1 timeout 5 python x.py\necho "$(cat f | wc -l)" | tee log > out\n',
  );
  expect(commands.map(({ name, piped, isSubstituted }) => [name, piped, isSubstituted])).toEqual([
    ["python", [], false],
    ["echo", ["tee", ">"], false],
    ["cat", ["wc"], true],
    ["wc", [], true],
    ["tee", [">"], false],
  ]);
});

test("knows what of a variable is shown", () => {
  const { commands } = read("echo $A ${B} ${#C} ${D:+set} ${E:0:4} ${F%.txt} \"x$G\" '$H'\n");
  const uses = commands.flatMap(({ words }) => words.flatMap((word) => word.uses));
  expect(uses.map(({ name, shows }) => `${name} ${shows}`)).toEqual([
    "A all",
    "B all",
    "C length",
    "D nothing",
    "E part",
    "F part",
    "G all",
  ]);
});

test("follows a secret from one variable into another", () => {
  const script = read(
    'a=$(vault kv get -field=x secret/y)\nb="Bearer $a"\nc=$(echo $a | sha256sum)\necho $b $c\n',
  );
  const of = secrecyIn(script, () => undefined);
  const echo = script.commands.at(-1);
  expect(echo?.words.flatMap((word) => secretsOf(word, of)).map(({ use }) => use.name)).toEqual([
    "b",
  ]);
});

test("reads here-documents and where they go", () => {
  const [cat] = read("cat <<EOF > f\n$A\nEOF\n").commands;
  expect(
    cat?.redirects.map(({ operator, to }) => [operator, to.uses.map(({ name }) => name)]),
  ).toEqual([
    ["<<", ["A"]],
    [">", []],
  ]);
});

test("hides expressions of a pipeline without moving anything", () => {
  const text = "curl -H ${{ secrets.A }} ${{a}} $B";
  const { text: made, expressions } = hidden(text);
  expect(made).toHaveLength(text.length);
  expect([...expressions.values()]).toEqual(["secrets.A", "a"]);
  const uses = read(text).commands.flatMap(({ words }) => words.flatMap((word) => word.uses));
  expect(uses.map(({ name, by }) => `${name} ${by}`)).toEqual([
    "secrets.A pipeline",
    "a pipeline",
    "B shell",
  ]);
});

test.each([
  ['bash -c "echo \\"$K_TOKEN\\""', ["K_TOKEN"]],
  ["eval 'echo $K_TOKEN'", ["K_TOKEN"]],
  ["trap 'echo $K_TOKEN' EXIT", ["K_TOKEN"]],
  ['sudo sh -ec "echo ${K_TOKEN}"', ["K_TOKEN"]],
  ['a=("$K_TOKEN"); echo "${a[@]}"', ["a"]],
  ["true | echo $K_TOKEN", ["K_TOKEN"]],
  ["cat <(echo $K_TOKEN)", ["K_TOKEN"]],
  ["f() { echo $K_TOKEN; }", ["K_TOKEN"]],
  ["if x; then (echo $K_TOKEN); fi", ["K_TOKEN"]],
  ["x=$(echo $K_TOKEN)", []],
])("sees what is printed where others do not look: %s", (text, expected) => {
  const script = read(text);
  const of = secrecyIn(script, () => undefined);
  const shown = script.commands
    .filter((command) => command.name === "echo" && !isContained(command))
    .flatMap(({ words }) => words.flatMap((word) => secretsOf(word, of)));
  expect(shown.map(({ use }) => use.name)).toEqual(expected);
});
