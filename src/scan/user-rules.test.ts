import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultLimits } from "../core/limits.ts";
import { scan } from "./scan.ts";
import { folderOf } from "./testing.ts";
import { loadRules, type UserRules } from "./user-rules.ts";

const text = `
[[rules]]
id = "zqk"
regex = '''zqk_([a-z]{4})'''
[[rules]]
id = "php"
regex = '''php_([a-z]{4})'''
path = '''\\.php$'''
[[rules]]
id = "name"
path = '''\\.p12$'''
[allowlist]
stopwords = ["test"]
paths = ["skipped/"]
[[allowlists]]
targetRules = ["zqk"]
regexTarget = "match"
regexes = ["^zqk_free$"]
`;
const files = [{ path: "my.toml", text }];
const alone = { withOwn: false, cache: undefined };

async function found(folder: string, user: UserRules, jobs = 1): Promise<string[]> {
  const options = {
    limits: defaultLimits,
    classes: [],
    rules: [],
    atLeast: {},
    reveal: true,
    fingerprintKey: "test",
    user,
  };
  const { findings } = await scan([folder], { options, jobs, profile: "release" });
  return findings
    .map(({ rule, value, location }) => `${rule} ${value} ${location.path.replace(folder, "")}`)
    .sort();
}

const release = async () =>
  folderOf({
    "a.txt": "zqk_abcd zqk_test zqk_free\nphp_abcd\n",
    "a.php": "php_efgh\n",
    "skipped/a.txt": "zqk_ijkl\n",
    "skipped/key.p12": "x",
    "key.p12": "x",
  });

const expected = ["my/name undefined /key.p12", "my/php efgh /a.php", "my/zqk abcd /a.txt"];

test("the user's rules find, and let pass, what their file says, here and in threads", async () => {
  await using folder = await release();
  const { user } = await loadRules(files, alone);
  expect(await found(folder.path, user)).toEqual(expected);
  expect(await found(folder.path, user, 2)).toEqual(expected);
});

test("compiled rules are kept, and made anew where what was kept is damaged", async () => {
  await using cache = await folderOf({});
  await using folder = await release();
  const first = await loadRules(files, { ...alone, cache: cache.path });
  const [name = "", ...others] = await readdir(cache.path);
  expect(others).toEqual([]);
  const path = join(cache.path, name);
  const again = await loadRules(files, { ...alone, cache: cache.path });
  expect(again.user.rules).toEqual(first.user.rules);
  expect(await found(folder.path, again.user)).toEqual(expected);
  const whole = await readFile(path);
  await writeFile(path, whole.subarray(0, whole.length - 9));
  const anew = await loadRules(files, { ...alone, cache: cache.path });
  expect(await found(folder.path, anew.user)).toEqual(expected);
  expect((await readFile(path)).length).toBe(whole.length);
});

test("a cache that cannot be written is no error", async () => {
  await using folder = await folderOf({ file: "" });
  const { user } = await loadRules(files, { ...alone, cache: join(folder.path, "file", "x") });
  expect(user.rules.length).toBe(2);
});
