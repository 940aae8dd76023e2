import type { Command } from "../command.ts";

export const serve: Command = {
  name: "serve",
  summary: "Serve the battlecard: what leaks, what was fixed, over time",
  takes: "[OPTION…]",
  details: `The first start prints a link that works once: with it you make the first
account. Machines send what they find with a token that an admin makes:

  TARE_SERVER=http://127.0.0.1:7461 TARE_TOKEN=… tare scan .

TARE_OIDC_SECRET is the secret of --oidc-client. It serves until it is stopped.`,
  options: {
    port: { type: "string", takes: "PORT", default: "7461", help: "Where it listens; 0 for any" },
    host: {
      type: "string",
      takes: "ADDRESS",
      default: "127.0.0.1",
      help: "On which address; any other than this machine's own needs --url",
    },
    url: {
      type: "string",
      takes: "URL",
      help: "How people reach it, as https://tare.example, behind a proxy that has a certificate",
    },
    database: {
      type: "string",
      takes: "WHERE",
      default: ".tare/server",
      help: "A folder, or postgres://USER@HOST/NAME",
    },
    "oidc-issuer": {
      type: "string",
      takes: "URL",
      with: ["oidc-client"],
      help: "Let people log in at this OpenID provider",
    },
    "oidc-client": {
      type: "string",
      takes: "ID",
      with: ["oidc-issuer"],
      help: "What the provider calls this server",
    },
    "allow-internal": {
      type: "string",
      takes: "HOST",
      multiple: true,
      help: "Let webhooks go to this host although it is internal",
    },
  },

  async run(operands, values, shell) {
    const { serveUntilStopped } = await import("../serving.ts");
    return serveUntilStopped(operands, values, shell);
  },
};
