import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import { leftOutByGit } from "../hygiene/left-out.ts";
import { span } from "../../../core/span.ts";

export const committedCredentialFile: Check = {
  id: "committed-credential-file",
  title: "File of credentials is in the repository",
  looksAt: "repository",
  severity: "high",
  confidence: "high",
  why: "The file is in each clone, and stays in the history when it is deleted. Where the repository is uploaded as a model or built into an image, it goes along.",
  instead:
    "Take the credentials back, delete the file, and name it in `.gitignore`; keep an `.env.example` with empty values.",
  references: [
    "https://docs.github.com/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository",
  ],
  examples: {
    found: [
      { path: ".env", text: "«STAGE=prod»\nHF_TOKEN=3f9ab2c4d5\n" },
      { path: "infra/terraform.tfstate", text: '«{»\n  "resources": [\n    {}\n  ]\n}\n' },
      { path: ".netrc", text: "«machine api.wandb.ai login user password 3f9ab2c4d5»\n" },
    ],
    ignored: [
      { path: ".env", text: "STAGE=prod\nHF_TOKEN=\n" },
      { path: ".env.example", text: "HF_TOKEN=3f9ab2c4d5\n" },
      { path: ".env", text: "HF_TOKEN=3f9ab2c4d5\n=== .gitignore\n.env*\n" },
      { path: "tests/fixtures/.env", text: "HF_TOKEN=3f9ab2c4d5\n" },
    ],
  },

  *run(repository) {
    for (const { kind, of } of repository.subjects) {
      if (kind !== "credentialFile" || isForTests(of.source.path)) continue;
      if (leftOutByGit(of.source.path, repository)) continue;
      const end = of.source.text.search(/\r?\n|$/);
      yield { message: `holds ${of.is.holds}`, source: of.source, at: span(0, end) };
    }
  },
};
