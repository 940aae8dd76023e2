import { expect, test } from "vitest";
import { withGrammars } from "../syntax/grammars.ts";
import { SourceText } from "../text.ts";
import { dockerfile } from "../readers/dockerfile.ts";
import { dockerfileOf } from "./dockerfile.ts";

const grammars = await withGrammars(["bash"]);
const text = `ARG BASE=python:3.11
FROM $BASE AS build
RUN --mount=type=secret,id=hub,env=HUB pip install \\
  # a comment
  torch && echo $HUB
RUN <<EOF
echo $A
EOF
FROM scratch
COPY --from=build /root /x
RUN ["sh", "-c", "echo"]
`;
const file = dockerfileOf(new SourceText("Dockerfile", text), grammars);

test("tells stages apart", () => {
  expect(file.stages.map(({ name, image, isLast }) => [name, image, isLast])).toEqual([
    ["build", "$BASE", false],
    [undefined, "scratch", true],
  ]);
  expect(file.before.flatMap(({ settings }) => settings.map(({ name }) => name))).toEqual(["BASE"]);
});

test("reads what is run, and knows what is mounted", () => {
  const [pip, heredoc] = file.stages[0]?.instructions ?? [];
  expect(pip?.script?.commands.map(({ name }) => name)).toEqual(["pip", "echo"]);
  expect(pip?.script?.secrecy("HUB", "shell")).toEqual({ kind: "bound", secret: "hub" });
  const echo = heredoc?.script?.commands[0];
  expect(text.slice(echo?.at.start, echo?.at.end)).toBe("echo $A");
  expect(file.stages[1]?.instructions.map(({ script }) => script)).toEqual([undefined, undefined]);
});

test("places flags and arguments", () => {
  const copy = file.stages[1]?.instructions[0];
  expect(copy?.flags.map(({ at }) => text.slice(at.start, at.end))).toEqual(["--from=build"]);
  expect(copy?.args.map((each) => each.text)).toEqual(["/root", "/x"]);
});

test("is known by its name, and code about it is not", () => {
  const names = [
    "Dockerfile",
    "a/Dockerfile.gpu",
    "train.dockerfile",
    "dockerfile.ts",
    "dockerfile.test.ts",
  ];
  expect(names.map((name) => dockerfile.path.test(name))).toEqual([true, true, true, false, false]);
});
