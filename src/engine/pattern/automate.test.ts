import { expect, test } from "vitest";
import { automate, type State } from "./automate.ts";
import { chainOf } from "./chain.ts";
import { contains } from "./node.ts";
import { parsePattern } from "./parse.ts";

/** Whether the automaton passes on a text, or is not done with it yet. */
function takes(begun: State, text: string): "passes" | "refuses" | "waits" {
  let states = reached([begun]);
  for (const character of text) {
    if (states.some(({ kind }) => kind === "pass")) return "passes";
    const next = states.flatMap((state) =>
      state.kind === "byte" && contains(state.bytes, character.charCodeAt(0)) ? [state.next] : [],
    );
    states = reached(next);
  }
  if (states.length === 0) return "refuses";
  return states.some(({ kind }) => kind === "pass") ? "passes" : "waits";
}

function reached(begun: readonly State[]): State[] {
  const seen = new Set(begun);
  for (const state of seen) if (state.kind === "fork") for (const each of state.to) seen.add(each);
  return [...seen].filter(({ kind }) => kind !== "fork");
}

const after = (source: string, text: string): string =>
  takes(automate(chainOf([parsePattern(source, "js")]), "after"), text);

test("takes what the pattern takes, and refuses where it cannot go on", () => {
  expect(after("a(?:b|cd)e", "acde")).toBe("passes");
  expect(after("a(?:b|cd)e", "acx")).toBe("refuses");
  expect(after("[0-9]{3}", "12")).toBe("waits");
});

test("walks backwards over what stands before", () => {
  const back = automate(chainOf([parsePattern("ab{2}c", "js")]), "before");
  expect([takes(back, "cbba"), takes(back, "cba"), takes(back, "a")]).toEqual([
    "passes",
    "refuses",
    "refuses",
  ]);
});

test("does not count a long repeat, nor look at looks, nor behind the 64th byte", () => {
  expect(after("a{2,9}b", `${"a".repeat(30)}b`)).toBe("passes");
  expect(after("a(?!b)b", "ab")).toBe("passes");
  expect(after("a{100}b", "a".repeat(64))).toBe("passes");
});
