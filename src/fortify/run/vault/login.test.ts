import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { worldOf } from "../../../sources/cloud/testing.ts";
import { vaultOf } from "./client.ts";
import { login, type Session } from "./login.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tare-login-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const signedIn = async (env: Record<string, string> = {}): Promise<Session> =>
  login(await vaultOf(worldOf({ VAULT_ADDR: "https://vault.example", HOME: home, ...env })));

test("takes the token that an earlier login left behind", async () => {
  writeFileSync(join(home, ".vault-token"), "kept\n");
  expect((await signedIn()).vault.headers["x-vault-token"]).toBe("kept");
});

test("says so where nothing tells who tare is", async () => {
  await expect(signedIn()).rejects.toThrow("nothing says who tare is to Vault");
});

test("a kept token that cannot be read is not taken for none, unless another one is given", async () => {
  const path = join(home, ".vault-token");
  symlinkSync(".vault-token", path);
  await expect(signedIn()).rejects.toMatchObject({
    kind: "machine",
    message: `cannot read '${path}' (ELOOP)`,
    hint: "see what is there, and who may read it",
  });
  const { vault } = await signedIn({ VAULT_TOKEN: "given" });
  expect(vault.headers["x-vault-token"]).toBe("given");
});
