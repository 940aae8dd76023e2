import { expect, test } from "vitest";
import { madeUp } from "../src/demo/credentials.ts";
import { releaseZip } from "../src/demo/release.ts";
import { folderOf, scanned } from "../src/scan/testing.ts";

test("the demo's release gives away what its story tells, each where it was put", async () => {
  const keys = madeUp();
  await using folder = await folderOf({ "release.zip": releaseZip(keys) });
  const { findings, gaps } = await scanned([folder.path]);
  const secrets = findings.filter((each) => each.class === "secret");
  const told = secrets.map(({ value, location }) => `${value} ${location.path.split("!/")[1]}`);
  expect(new Set(told)).toEqual(
    new Set([
      `${keys.huggingFace} checkpoints/last.ckpt`,
      `${keys.awsKeyId} notebooks/evaluate.ipynb`,
      `${keys.awsSecret} notebooks/evaluate.ipynb`,
      `${keys.awsKeyId} logs/train-2026-08-14.log`,
      `${keys.awsSecret} logs/train-2026-08-14.log`,
    ]),
  );
  const classes = new Set(findings.map((each) => each.class));
  for (const kind of ["identity", "host", "path", "storage", "stack", "debug"] as const)
    expect(classes).toContain(kind);
  expect(gaps).toEqual([]);
});
