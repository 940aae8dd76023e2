import type { Check } from "../check.ts";
import { argumentOf } from "../python/module.ts";
import { sourceText } from "../python/taint.ts";
const requests =
  /^(?:requests|httpx|urllib3|aiohttp)\.(?:\w+\.)?(?:get|post|put|patch|delete|head|request|stream)$|^urllib\.request\.(?:urlopen|Request)$/;

export const secretInUrl: Check = {
  id: "secret-in-url",
  title: "Secret is put into an address",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "Addresses are logged on their way: by proxies, servers, and the library itself in each error message.",
  instead: "Send it in a header (`Authorization`).",
  references: ["https://cwe.mitre.org/data/definitions/598.html"],
  examples: {
    found: [
      {
        path: "a.py",
        text: "import os, requests\nrequests.get(«f\"https://x.example/v1?key={os.environ['API_KEY']}\"»)\n",
      },
      {
        path: "b.py",
        text: 'import os, requests\nrequests.get("https://x.example", params=«{"api_key": os.environ["API_KEY"]}»)\n',
      },
    ],
    ignored: [
      {
        path: "a.py",
        text: 'import os, requests\nrequests.get("https://x.example", headers={"Authorization": os.environ["API_KEY"]})\nd.get(os.environ["API_KEY"])\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      if (!requests.test(call.name)) continue;
      const places = [argumentOf(call, "url", 0), argumentOf(call, "params")];
      for (const place of places) {
        const [from] = place?.taint?.sources ?? [];
        if (!place || !from) continue;
        const confidence = from.kind === "named" ? "medium" : "high";
        yield {
          message: `puts ${sourceText(from)} into an address`,
          source,
          at: place.at,
          confidence,
        };
      }
    }
  },
};
