import { expect, test } from "vitest";
import { zip } from "../demo/zip.ts";
import { fakeToken, folderOf, scanned } from "./testing.ts";

test("the same bytes give the same findings at each place, with ids of their own", async () => {
  const log = Buffer.from(`${"-".repeat(600)}\n${fakeToken()}\n`);
  const archive = zip(
    [
      { name: "a.log", bytes: log },
      { name: "b/a.log", bytes: log },
    ],
    { deflate: true },
  );
  await using folder = await folderOf({ "one.zip": archive, "two.zip": archive });
  const { findings } = await scanned([folder.path]);
  const places = findings.filter((each) => each.class === "secret");
  expect(places.map(({ location }) => location.path.replace(folder.path, ""))).toEqual([
    "/one.zip!/a.log",
    "/one.zip!/b/a.log",
    "/two.zip!/a.log",
    "/two.zip!/b/a.log",
  ]);
  expect(new Set(places.map(({ id }) => id)).size).toBe(4);
  expect(new Set(places.map(({ location }) => location.line))).toEqual(new Set([2]));
});
