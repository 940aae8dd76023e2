import type { Check } from "../check.ts";
import { argumentOf } from "../python/module.ts";

export const unverifiedTls: Check = {
  id: "unverified-tls",
  title: "Code does not look whom it sends a secret to",
  looksAt: "python",
  severity: "medium",
  confidence: "medium",
  why: "Without a look at the certificate anybody on the way can answer in the server's place, and gets the token that is sent.",
  instead: 'Take `verify=False` out; name your own authority by `verify="ca.pem"`.',
  references: ["https://cwe.mitre.org/data/definitions/295.html"],
  examples: {
    found: [
      {
        path: "a.py",
        text: 'import requests\nrequests.post("https://x", headers=h, verify=«False»)\n',
      },
    ],
    ignored: [
      {
        path: "a.py",
        text: 'import requests\nrequests.post("https://x", verify="ca.pem")\nmodel.fit(verify=False)\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      const verify =
        argumentOf(call, "verify") ??
        argumentOf(call, "verify_ssl") ??
        argumentOf(call, "verify_certs");
      if (
        verify?.text === "False" &&
        /^(?:requests|httpx|hvac|boto3|elasticsearch|opensearchpy|aiohttp|kubernetes|mlflow)\b/.test(
          call.name,
        )
      )
        yield { message: "sends without a look at the certificate", source, at: verify.at };
    }
  },
};
