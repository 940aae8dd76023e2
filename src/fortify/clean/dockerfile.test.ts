import { expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { dockerfileFixes } from "./dockerfile.ts";

const secret = (path: string, before: string, more: Partial<Finding> = {}): Finding =>
  ({
    class: "secret",
    preview: "hf_Q****",
    context: { before, after: "" },
    location: { path, line: 3 },
    ...more,
  }) as Finding;

test.each([
  ["Dockerfile", "ENV HF_TOKEN=", "HF_TOKEN"],
  ["docker/Dockerfile.gpu", 'ARG Api_Key "', "Api_Key"],
  ["Containerfile", "RUN login ", "login"],
  ["train.dockerfile", "", "TOKEN"],
])("%s: %s", (path, before, name) => {
  const id = name.toLowerCase();
  expect(dockerfileFixes([secret(path, before)])).toEqual([
    {
      path,
      line: 3,
      old: `${before}hf_Q****`,
      fresh: `RUN --mount=type=secret,id=${id},env=${name} COMMAND THAT NEEDS IT`,
      build: `docker build --secret id=${id},env=${name} .`,
    },
  ]);
});

test("other files, and what is no secret, need none", () => {
  expect(dockerfileFixes([secret("notes/Dockerfiles.md", "ENV A=")])).toEqual([]);
  expect(dockerfileFixes([secret("Dockerfile", "ENV A=", { class: "path" })])).toEqual([]);
});
