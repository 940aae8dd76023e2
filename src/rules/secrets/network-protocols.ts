import type { Rule } from "../../core/rule.ts";

/** What opens the network's own devices. */
const device = {
  class: "secret",
  harm: "Sign in to the network's devices, and read or redirect the traffic that passes them.",
  remedy:
    "Change it on the device and wherever else it is used, and take secrets out of configurations before they leave.",
} as const;

export const networkProtocols: readonly Rule[] = [
  {
    ...device,
    id: "snmp-community",
    title: "SNMP community",
    severity: "medium",
    confidence: "medium",
    harm: "Read the device's tables, and with a writable community change its configuration.",
    keywords: ["snmp", "community", "com2sec"],
    pattern:
      /(?:snmp-server[ \t]{1,2}community[ \t]{1,2}(?:[07][ \t]{1,2})?|snmp-server[ \t]{1,2}host[ \t]{1,2}\S{1,60}[ \t]{1,2}(?:(?:traps|informs)[ \t]{1,2})?version[ \t]{1,2}2c[ \t]{1,2}|^[ \t]{0,4}(?:r[ow]community6?|trapcommunity)[ \t]{1,4}|^com2sec6?[ \t]{1,4}\S{1,40}[ \t]{1,4}\S{1,60}[ \t]{1,4}|snmp(?:get|walk|bulkwalk|set|getnext|bulkget|trap)[ \t][^\n|]{0,80}?-c[ \t]{1,2}|snmp_?community["']?[ \t]{0,3}[:=][ \t]{0,3})["']?(?!public|private|-|\$|\{)(?<value>[^\s"'<>{}$%*,;]{5,64})(?=["'\s,;]|$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.rfc-editor.org/rfc/rfc3584"],
    examples: {
      found: [
        "snmp-server community «kd82wQz91p» RO",
        "rocommunity «kd82wQz91p» 10.0.0.0/8",
        "snmpwalk -v2c -c «kd82wQz91p» 10.0.0.1",
      ],
      ignored: [
        "snmp-server community public RO",
        "snmpwalk -v2c -c public 10.0.0.1",
        "rocommunity default",
      ],
    },
  },
  {
    ...device,
    id: "snmpv3-key",
    title: "SNMPv3 passphrase",
    severity: "medium",
    confidence: "medium",
    harm: "Read the device's tables, and often change its configuration, as the user.",
    keywords: ["createuser", "snmp-server user", "snmpwalk", "snmpget"],
    pattern:
      /(?:^[ \t]{0,4}createUser[ \t]{1,4}(?:-e[ \t]\S{1,64}[ \t])?\S{1,40}[ \t]{1,4}(?:MD5|SHA(?:-\d{3})?)[ \t]{1,4}|snmp-server[ \t]{1,2}user[ \t][^\n]{1,120}?[ \t]auth[ \t]{1,2}(?:md5|sha(?:-?\d{1,3})?)[ \t]{1,2}|snmp(?:get|walk|bulkwalk|set)[ \t][^\n|]{0,120}?-[AX][ \t]{1,2})["']?(?![-$%<{])(?<value>[^\s"'<>{}$*]{8,64})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://www.rfc-editor.org/rfc/rfc3414"],
    examples: {
      found: [
        'createUser ada SHA "«Kd82-wQz91p»" AES "x"',
        "snmpwalk -v3 -u ada -l authPriv -a SHA -A «Kd82wQz91p» 10.0.0.1",
      ],
      ignored: ["createUser ada SHA password AES", "snmpwalk -v3 -u ada -A $AUTH 10.0.0.1"],
    },
  },
  {
    ...device,
    id: "radius-shared-secret",
    title: "Shared secret of RADIUS or TACACS+",
    severity: "high",
    confidence: "medium",
    harm: "Answer sign-ins in the server's place, and read the passwords that devices send it.",
    keywords: ["tacacs", "radius", "client "],
    pattern:
      /(?:(?:tacacs|radius)(?:-server)?[ \t][^\n]{0,120}?[ \t](?:key|secret|shared-secret)[ \t]{1,2}(?:0[ \t]{1,2})?(?!\d[ \t])|(?:tacacs|radius)[\w.-]{0,16}?(?:secret|key)["'\]]{0,3}[ \t]{0,3}[:=][ \t]{0,3}|client[ \t]{1,2}[\w.:/*-]{1,60}[ \t]{0,2}\{[^{}]{0,200}?[\s]secret[ \t]{0,8}=[ \t]{0,8})["']?(?![$%<{*])(?<value>[^\s"'<>{}$*,;]{5,128})(?=["'\s,;]|$)/i,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.rfc-editor.org/rfc/rfc2865#section-3"],
    examples: {
      found: [
        "radius-server host 10.0.0.8 auth-port 1812 key «Kd82-wQz91p»",
        "client switch1 {\n  ipaddr = 10.0.0.1\n  secret = «Kd82wQz91p»\n}",
        "RADIUS_SECRET=«Kd82wQz91p»",
      ],
      ignored: [
        "client localhost {\n  secret = testing123\n}",
        "radius-server key 7 0822",
        "radius_secret: {{ secret }}",
      ],
    },
  },
  {
    ...device,
    id: "routing-protocol-key",
    title: "Key of a routing protocol",
    severity: "medium",
    confidence: "medium",
    harm: "Speak as a neighbour, and redirect the network's traffic, once in its path.",
    keywords: [
      "neighbor",
      "message-digest-key",
      "key-string",
      "authentication",
      "auth_pass",
      "password",
    ],
    pattern:
      /(?:neighbor[ \t]{1,2}[\w.:-]{2,60}[ \t]{1,2}password[ \t]{1,2}(?:0[ \t]{1,2})?|message-digest-key[ \t]{1,2}\d{1,3}[ \t]{1,2}md5[ \t]{1,2}(?:0[ \t]{1,2})?|^[ \t]{1,8}key-string[ \t]{1,2}(?:0[ \t]{1,2})?|ntp[ \t]authentication-key[ \t]{1,2}\d{1,5}[ \t]{1,2}\w{2,12}[ \t]{1,2}|(?:standby|vrrp)[ \t]\d{1,4}[ \t]authentication[ \t](?:md5[ \t]key-string|text)[ \t]{1,2}|^[ \t]{1,12}auth_pass[ \t]{1,4})["']?(?!\d[ \t]|[-$%<{*])(?<value>[^\s"'<>{}$*;]{5,80})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.rfc-editor.org/rfc/rfc2385"],
    examples: {
      found: [
        " neighbor 10.0.0.2 password «Kd82wQz91p»",
        " ip ospf message-digest-key 1 md5 «Kd82wQz91p»",
        "    auth_pass «Kd82wQz9»",
      ],
      ignored: [" neighbor 10.0.0.2 password 7 0822455D", " key-string password", "auth_pass 1234"],
    },
  },
];
