import type { Check } from "../check.ts";
import type { Call } from "../python/module.ts";
const switches =
  /(?:^|\.)(?:HTTPS?Connection|httplib2?)\.debuglevel$|^(?:openai\.(?:log|debug)|litellm\.(?:set_verbose|log_raw_request_response)|langchain\.(?:debug|verbose))$/;
const callSwitches =
  /^(?:boto3|botocore\.session\.\w+)\.set_(?:stream_logger|debug_logger)$|\.set_debuglevel$/;

/** What turns it off, and levels at which nothing is told of requests. */
const off = /^(?:0|False)$|\b(?:INFO|WARN(?:ING)?|ERROR|CRITICAL)\b/;

/** Loggers of libraries that send requests, set to tell everything. */
const isVerboseLogger = ({ method, receiver, args }: Call): boolean =>
  method === "setLevel" &&
  /getLogger\(["'](?:urllib3|requests|http|httpx|httpcore|boto3|botocore|azure|google|openai|huggingface_hub|aiohttp)/.test(
    receiver?.text ?? "",
  ) &&
  /DEBUG|NOTSET|^["']DEBUG["']$|^(?:0|1|10)$/.test(args[0]?.text ?? "");

export const verboseHttp: Check = {
  id: "verbose-http",
  title: "Code lets a library print its requests",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "Requests carry the token in their headers. A library that prints them writes it to the log with each call.",
  instead: "Take the switch out, or turn it on only where nobody keeps the log.",
  references: [
    "https://docs.python.org/3/library/http.client.html#http.client.HTTPConnection.set_debuglevel",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      { path: "a.py", text: "import http.client\n«http.client.HTTPConnection.debuglevel» = 1\n" },
      { path: "b.py", text: 'import boto3\n«boto3.set_stream_logger»("")\n' },
      {
        path: "c.py",
        text: 'import logging\n«logging.getLogger("urllib3").setLevel»(logging.DEBUG)\n',
      },
      { path: "d.py", text: "import litellm\n«litellm.set_verbose» = True\n" },
    ],
    ignored: [
      {
        path: "b.py",
        text: "import boto3, logging\nboto3.set_stream_logger(level=logging.INFO)\n",
      },

      { path: "a.py", text: "import http.client\nhttp.client.HTTPConnection.debuglevel = 0\n" },
      {
        path: "c.py",
        text: 'import logging\nlogging.getLogger("urllib3").setLevel(logging.WARNING)\nlogging.getLogger("app").setLevel(logging.DEBUG)\n',
      },
    ],
  },

  *run({ calls, stores, fragment: { source } }) {
    for (const { target, targetAt, value } of stores)
      if (switches.test(target) && /^(?:True|[1-9]\d*|["'](?:debug|info)["'])$/i.test(value.text))
        yield { message: "makes a library print what it sends", source, at: targetAt };
    for (const call of calls) {
      const isOn = callSwitches.test(call.name) && !call.args.some(({ text }) => off.test(text));
      if (isOn || isVerboseLogger(call))
        yield { message: "makes a library print what it sends", source, at: call.nameAt };
    }
  },
};
