import { TareError } from "../../../core/error.ts";
import type { SecretSource } from "../source.ts";
import { remainingOf } from "../token-time.ts";

/** A variable of tare's own environment, which the pipeline has set. */
export const env: SecretSource = {
  scheme: "env",
  id: "environment",
  example: "env:CI_HF_TOKEN",

  connect: ({ env }) => ({
    read: async (name) => {
      const text = env[name];
      if (text === undefined || text === "")
        throw new TareError("usage", `'env:${name}': the variable is not set`, {
          hint: `set ${name} where tare is started`,
        });
      return { content: { kind: "text", text }, ...remainingOf(text) };
    },
  }),
};
