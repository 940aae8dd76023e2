import type { Check } from "../check.ts";
import { argumentOf } from "../python/module.ts";

/** The working folder, the home, the root: folders that hold more than a model. */
const wide = /^(?:\.|\.\/|\/|~|~\/)$/;

export const hubFolderUpload: Check = {
  id: "hub-folder-upload",
  title: "Whole working folder is uploaded to a hub",
  looksAt: "python",
  severity: "high",
  confidence: "high",
  why: "`upload_folder` leaves out `.git` and its own cache, and nothing else: `.env`, `.netrc`, keys, logs, `wandb/` and `training_args.bin` go up with the model, and stay in its history.",
  instead:
    "Save the model into a folder of its own and upload that, or name what goes up by `allow_patterns`.",
  references: ["https://huggingface.co/docs/huggingface_hub/guides/upload"],
  examples: {
    found: [
      {
        path: "publish.py",
        text: 'from huggingface_hub import HfApi\nHfApi().upload_folder(folder_path=«"."», repo_id="acme/x")\n',
      },
      {
        path: "publish.py",
        text: 'from huggingface_hub import upload_folder\nupload_folder(repo_id="acme/x", folder_path=«"./"»)\n',
      },
    ],
    ignored: [
      {
        path: "publish.py",
        text: 'api.upload_folder(folder_path="out/model", repo_id="acme/x")\n',
      },
      {
        path: "publish.py",
        text: 'api.upload_folder(folder_path=".", allow_patterns=["*.safetensors"], repo_id="acme/x")\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      if (call.method !== "upload_folder" && call.method !== "upload_large_folder") continue;
      const folder = argumentOf(call, "folder_path", 0);
      if (!folder || !wide.test(folder.literal ?? "") || argumentOf(call, "allow_patterns"))
        continue;
      yield { message: `uploads all of '${folder.literal ?? ""}'`, source, at: folder.at };
    }
  },
};
