import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf } from "../../scan/testing.ts";
import { endpointOf, tokenOf } from "./access.ts";

test("the token is that of the environment, else the one that the hub's own client keeps", async () => {
  await using home = await folderOf({
    token: "kept\n",
    "huggingface/token": "cached",
    other: "named",
  });
  const HF_HOME = home.path;
  expect(tokenOf({ HF_TOKEN: " set ", HF_HOME })).toBe("set");
  expect(tokenOf({ HUGGING_FACE_HUB_TOKEN: "older", HF_HOME })).toBe("older");
  expect(tokenOf({ HF_TOKEN: "", HF_HOME })).toBe("kept");
  expect(tokenOf({ XDG_CACHE_HOME: home.path })).toBe("cached");
  expect(tokenOf({ HF_HOME, HF_TOKEN_PATH: join(home.path, "other") })).toBe("named");
  expect(tokenOf({ HF_HOME: join(home.path, "nowhere") })).toBeUndefined();
  expect(tokenOf({ HF_TOKEN: "set", HF_HUB_DISABLE_IMPLICIT_TOKEN: "1" })).toBeUndefined();
});

test("a kept token that cannot be read is not taken for none", async () => {
  await using home = await folderOf({});
  const path = join(home.path, "token");
  await symlink("token", path);
  expect(() => tokenOf({ HF_HOME: home.path })).toThrow(`cannot read '${path}' (ELOOP)`);
});

test("the hub is the public one, unless the environment names another", () => {
  expect(endpointOf({})).toBe("https://huggingface.co");
  expect(endpointOf({ HF_ENDPOINT: "https://hub.example/hf/" })).toBe("https://hub.example/hf");
  expect(() => endpointOf({ HF_ENDPOINT: "http://hub.example" })).toThrow("without encryption");
});
