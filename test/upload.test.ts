import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { belongs } from "../src/fortify/hook/release-files.ts";
import { fakeToken, folderOf } from "../src/scan/testing.ts";
import { emptyRepository, gitEnv, installedTare, type Ran } from "./kit/repository.ts";
import { program } from "./kit/tools.ts";

const release = {
  "config.json": '{"model_type": "bert"}\n',
  "README.md": "---\nlicense: apache-2.0\n---\n# A model\n",
};

async function upload(folder: string, ...more: readonly string[]): Promise<Ran> {
  await using repository = await emptyRepository();
  return repository.tare(["hook", "run", "--stage", "pre-upload", folder, ...more], {
    stdin: "config.json\nREADME.md\n",
  });
}

describe("a folder that goes up", { timeout: 60_000 }, () => {
  test("passes where it is a release and nothing more", async () => {
    await using folder = await folderOf({
      ...release,
      ".git/config": "",
      ".cache/huggingface/x": "",
    });
    const { status, err } = await upload(folder.path);
    expect([status, err]).toEqual([0, expect.stringContaining("may go on: 2 files")]);
  });

  test("is blocked by files that belong to no release, until the settings name them", async () => {
    await using folder = await folderOf({
      ...release,
      "train.log": "epoch 1\n",
      "evaluation/scores.csv": "1\n",
      "checkpoint-10/config.json": "{}\n",
    });
    const { status, out } = await upload(folder.path);
    expect(status).toBe(1);
    for (const name of ["train.log", "evaluation/scores.csv", "checkpoint-10/config.json"])
      expect(out).toContain(`  ${name}  `);
    expect(out).not.toContain("  README.md");
    const settings = join(folder.path, "..", `${folder.path.split("/").at(-1)}.yaml`);
    await writeFile(settings, "release: { files: [train.log, evaluation/, checkpoint-10/] }\n");
    expect((await upload(folder.path, "--config", settings)).status).toBe(0);
  });

  test("is blocked by a secret, and by what could not be inspected", async () => {
    await using folder = await folderOf({ "config.json": `{"token": "${fakeToken()}"}` });
    const { status, out } = await upload(folder.path);
    expect([status, out]).toEqual([1, expect.stringContaining("Hugging Face user access token")]);
    await writeFile(join(folder.path, "config.json"), "{}");
    await symlink("/nonexistent", join(folder.path, "model.safetensors"));
    expect((await upload(folder.path)).status).toBe(3);
    expect((await upload(folder.path, "--allow-gaps")).status).toBe(0);
  });

  test("is blocked by a link that leads to itself", async () => {
    await using folder = await folderOf(release);
    await symlink("model.safetensors", join(folder.path, "model.safetensors"));
    const { status, out } = await upload(folder.path);
    expect([status, out]).toEqual([3, expect.stringContaining("unreadable: ELOOP")]);
  });

  test("may be empty, but must be there; what is named in it is a file", async () => {
    await using folder = await folderOf({ "README.md/a": "" });
    const list = ["--files-from", "-"];
    expect((await upload(folder.path, ...list)).out).toContain("unreadable: it is no file");
    expect((await upload(join(folder.path, "nope"))).err).toContain("no such file or folder");
    await using empty = await folderOf({});
    expect(await upload(empty.path)).toMatchObject({
      status: 0,
      err: `tare: upload of ${empty.path} may go on: 0 files\n`,
    });
  });

  test("is blocked by a link that leads round in a circle", async () => {
    await using folder = await folderOf(release);
    await symlink("loop.bin", join(folder.path, "loop.bin"));
    const { status, out } = await upload(folder.path);
    expect([status, out]).toEqual([3, expect.stringContaining("unreadable: ELOOP")]);
  });

  test("is only what was named, and what links lead to", async () => {
    await using folder = await folderOf({ ...release, "train.log": "" });
    expect((await upload(folder.path, "--files-from", "-")).status).toBe(0);
    await using blobs = await folderOf({ blob: `{"token": "${fakeToken()}"}` });
    await symlink(join(blobs.path, "blob"), join(folder.path, "vocab.json"));
    const { out } = await upload(folder.path);
    expect(out).toContain("vocab.json");
    expect(out).toContain("Hugging Face user access token");
  });
});

test.each([
  "optimizer.pt",
  "training_args.bin",
  "trainer_state.json",
  ".env",
  "wandb/run-1/config.json",
  "events.out.tfevents.1.host",
  "train.ipynb",
])("'%s' belongs to no release", (name) => expect(belongs(name, [])).toBe(false));
test.each([
  "model-00001-of-00002.safetensors",
  "1_Pooling/config.json",
  "unet/diffusion_pytorch_model.bin",
  "onnx/model_quantized.onnx",
  "LICENSE.txt",
  "tokenizer_config.json",
])("'%s' does", (name) => expect(belongs(name, [])).toBe(true));

/** Installed with huggingface_hub, beside the Python that has it. */
const hf = program("hf");

test.skipIf(hf === undefined)(
  "the function of docs/hooks.md stops the real huggingface_hub, and lets a clean release go up",
  async () => {
    const [, source = ""] =
      /```python\n(.*?)```/s.exec(await readFile("docs/hooks.md", "utf8")) ?? [];
    await using tare = await installedTare();
    const uploaded = (
      folder: string,
    ): { asked: string[]; taken: string[]; raised: string | null } =>
      JSON.parse(
        execFileSync(
          join(dirname(realpathSync(hf ?? "")), "python"),
          ["test/kit/hub.py", source, folder],
          {
            encoding: "utf8",
            env: {
              ...gitEnv,
              PATH: [tare.path, gitEnv.PATH].join(delimiter),
              HF_HOME: join(tare.path, "hf"),
              HF_HUB_DISABLE_XET: "1",
              HF_HUB_DISABLE_PROGRESS_BARS: "1",
              HF_HUB_DISABLE_TELEMETRY: "1",
            },
            stdio: ["ignore", "pipe", "pipe"],
          },
        )
          .trim()
          .split("\n")
          .at(-1) ?? "",
      );
    await using planted = await folderOf({
      ...release,
      "config.json": `{"token": "${fakeToken()}"}`,
    });
    expect(uploaded(planted.path)).toEqual({
      asked: [],
      taken: [],
      raised: expect.stringContaining("CalledProcessError") as string,
    });
    await using clean = await folderOf({ ...release, "left.tmp": "" });
    expect(uploaded(clean.path)).toMatchObject({
      raised: null,
      taken: ["README.md", "config.json"],
    });
  },
  120_000,
);
