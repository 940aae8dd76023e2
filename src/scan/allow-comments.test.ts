import { expect, test } from "vitest";
import { isAllowedByComment } from "./allow-comments.ts";
import { brief, fakeToken, folderOf, scanned } from "./testing.ts";

const token = fakeToken();

test.each([
  `key = "${token}"  # tare:allow`,
  `key = "${token}"  // gitleaks:allow`,
  `key = "${token}"  # betterleaks:allow`,
  `key = "${token}"  # trufflehog:ignore`,
  `key = "${token}"  # kingfisher:ignore`,
  `key = "${token}"  # pragma: allowlist secret`,
  `key = "${token}"  # pragma: whitelist secret`,
  `key = "${token}"  # ggignore`,
  `key = "${token}"  # tare:allow=other,huggingface-user-token`,
  `# pragma: allowlist nextline secret\nkey = "${token}"`,
])("lets pass and counts: %s", async (text) => {
  await using folder = await folderOf({ "a.py": `${text.replace(token, fakeToken())}\n` });
  const { findings, summary } = await scanned([folder.path]);
  expect(findings).toEqual([]);
  expect(summary.allowed).toEqual({ comment: 1 });
});

test.each([
  `key = "${token}"  # tare:allowed`,
  `key = "${token}"  # tare:allow=other-rule`,
  `key = "${token}"  # nosemgrep`,
  `key = "${token}"\n# tare:allow`,
  `# tare:allow\nkey = "${token}"`,
  `# pragma: allowlist nextline secret\n\nkey = "${token}"`,
])("does not let pass: %s", async (text) => {
  await using folder = await folderOf({ "a.py": `${text}\n` });
  const { findings, summary } = await scanned([folder.path]);
  expect(findings.map((each) => brief(each, folder.path))).toHaveLength(1);
  expect(summary.allowed).toBeUndefined();
});

test("a comment is about its line alone", async () => {
  const text = `a = "${fakeToken("A")}"  # tare:allow\nb = "${fakeToken("B")}"\n`;
  await using folder = await folderOf({ "a.py": text });
  const { findings, summary } = await scanned([folder.path]);
  expect(findings.map(({ location }) => location.line)).toEqual([2]);
  expect(summary).toMatchObject({ allowed: { comment: 1 }, byClass: { secret: 1 } });
});

test("nothing is let pass without a line", () => {
  expect(isAllowedByComment("x", "", "")).toBe(false);
});
