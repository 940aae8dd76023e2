import type { Benign } from "../../core/rule.ts";

/** Values that a protocol makes anew for each connection, and sends in the open. */
export const handshake: readonly Benign[] = [
  {
    id: "websocket-handshake",
    why: "A number that the client makes up for one handshake, or the server's answer to it (RFC 6455 §4): it opens nothing.",
    classes: ["secret"],
    line: /\bSec-?WebSocket-?(?:Key|Accept)\b/i,
    value: /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=)(?![\w=])/,
    examples: {
      benign: [
        "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
        '"sec-websocket-accept": "HSmrc0sMlYUkAGmm5OPpG2HaGWk="',
      ],
      telling: [
        "Sec-WebSocket-Protocol: x3JJHMbDL1EzLkh9GBhXDw==",
        "key: x3JJHMbDL1EzLkh9GBhXDw==",
      ],
    },
  },
];
