import { expect, test } from "vitest";
import { contrast } from "../../../../../test/kit/contrast.ts";
import { pageStyle } from "./page-style.ts";
import { briefStyle } from "./style.ts";

const colours = new Map(
  [...(pageStyle + briefStyle).matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const pairs = [
  ...["text", "quiet", "accent"].flatMap((name) =>
    ["ground", "card", "raised"].map((ground) => [name, ground] as const),
  ),
  ...["critical", "medium"].map((name) => [name, `${name}-ground`] as const),
  ...["critical", "high", "person", "network", "storage"].map((name) => [name, "card"] as const),
];

test.each(pairs)("%s on %s can be read: contrast of 4.5 (WCAG 2.2, 1.4.3)", (name, ground) => {
  for (const theme of ["light", "dark"] as const) {
    const [one = "", other = ""] = [colours.get(name)?.[theme], colours.get(ground)?.[theme]];
    expect(contrast(one, other), `${theme}: ${one} on ${other}`).toBeGreaterThanOrEqual(4.5);
  }
});
