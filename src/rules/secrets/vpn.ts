import type { Rule } from "../../core/rule.ts";

export const vpn: readonly Rule[] = [
  {
    id: "wireguard-private-key",
    title: "WireGuard private key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Join the private network as the peer that owns it.",
    remedy: "Make a new key pair with `wg genkey` and replace the public half on the other peers.",
    keywords: ["privatekey", "private_key", "private-key", "wireguard"],
    pattern:
      /(?:Private_?Key|wg(?:[-_.]|\d)[\w .-]{0,24}?key|wireguard[\w .-]{0,24}?key|private-key)["']?[ \t]{0,3}[:= ][ \t]{0,3}["']?(?<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.wireguard.com/quickstart/"],
    examples: {
      found: [
        "PrivateKey = «l7ZkqEjVdfeD5OG/E1nAcGp31uBENRFTFLCluAXdlnA=»",
        'WIREGUARD_PRIVATE_KEY="«WVM2CyDbIQsr89JYDV2Up3xW3jzS1qeO01Wx2Eq3NSA=»"',
        '"private_key": "«xlAkcdiRH4nhZFqbv7iTIHCMZ4gEMohemI4C8hDyNHk=»"',
        "wg set wg0 private-key «H7nAZqBLQlDPfx01lzxkKb2jUPmnjElUdUJhIssLz98=»",
      ],
      ignored: [
        "PrivateKey = <contents-of-client-privatekey>",
        "PublicKey = brGcIg1EO7fUFC+m7+ciPp3LvvFttNBIKESUqMesczA=",
      ],
    },
  },
  {
    id: "wireguard-preshared-key",
    title: "WireGuard preshared key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Take away the second lock of the tunnel, which is there for when the first is broken.",
    remedy: "Make a new one with `wg genpsk`, and set it on both peers.",
    keywords: ["presharedkey", "preshared_key", "preshared-key"],
    pattern:
      /(?:Pre_?Shared_?Key|preshared-key|wg_psk)["']?[ \t]{0,3}[:= ][ \t]{0,3}["']?(?<value>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.wireguard.com/protocol/"],
    examples: {
      found: [
        "PresharedKey = «TyrqYyFiUEoL1mk0/cF4KBswUvn6w5Dv22inJRtgizQ=»",
        'preshared_key: "«mXmLJiDgS+/PEv+zTLmD8BCAyjLHqPplN8eCPl926iw=»"',
      ],
      ignored: ["PresharedKey = <psk>"],
    },
  },
  {
    id: "openvpn-static-key",
    title: "OpenVPN static key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the tunnel's traffic where it is the only key, else reach the server's sign-in.",
    remedy: "Make a new one with `openvpn --genkey`, and set it on the server and all clients.",
    keywords: ["openvpn static key"],
    pattern:
      /(?<value>-----BEGIN OpenVPN (?:Static key V1|tls-crypt-v2 (?:server|client) key)-----(?:\\n|\s){1,4}[0-9A-Za-z+/=\\\s]{80,4000}-----END OpenVPN)/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://openvpn.net/community-docs/hardening-openvpn-security.html"],
    examples: {
      found: [
        "<tls-auth>\n«-----BEGIN OpenVPN Static key V1-----\n889ebd86b57d9d57dcb20b78dfb24801\nbd7d9a2819e763ee099a6edeec135a12\ndd58e9c165204699be44b425050cc0ed\n-----END OpenVPN» Static key V1-----\n</tls-auth>",
      ],
      ignored: ["-----BEGIN OpenVPN Static key V1-----\n...\n-----END OpenVPN Static key V1-----"],
    },
  },
  {
    id: "openvpn-password",
    title: "Password in an OpenVPN profile",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Join the private network as the user, together with the profile.",
    remedy: "Change it, and have the client ask for it.",
    keywords: ["<auth-user-pass>"],
    pattern:
      /<auth-user-pass>(?:\\n|\s){1,4}[^\s<>\\]{1,80}(?:\\n|\s){1,4}(?<value>[^\s<>\\]{4,128})(?:\\n|\s){1,4}<\/auth-user-pass>/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://openvpn.net/community-docs/community-articles/openvpn-2-6-manual.html"],
    examples: {
      found: ["<auth-user-pass>\nada\n«Kd82-wQz91p»\n</auth-user-pass>"],
      ignored: [
        "<auth-user-pass>\nusername\npassword\n</auth-user-pass>",
        "auth-user-pass creds.txt",
      ],
    },
  },
  {
    id: "ipsec-secret",
    title: "Preshared key or password of an IPsec VPN",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Join the private network, or stand in for the gateway and read what passes.",
    remedy: "Set a new one on both ends, or use certificates.",
    keywords: [" psk ", " xauth ", " eap ", "ntlm", "isakmp", "ipsec", "pre-shared-key"],
    pattern:
      /(?:(?:^|[ \t]):[ \t]{1,4}(?:PSK|XAUTH|EAP|NTLM|PPK)[ \t]{1,4}["']|crypto[ \t]isakmp[ \t]key[ \t]{1,2}(?:0[ \t]{1,2})?(?=\S{4,128}[ \t]{1,2}(?:address|hostname))|^[ \t]{1,8}(?:ikev[12][ \t](?:remote-authentication[ \t]|local-authentication[ \t])?)?pre-shared-key[ \t]{1,2}(?:(?:local|remote|ascii-text|0)[ \t]{1,2}){0,2}|IPSec[ \t]secret[ \t]{1,3}|Xauth[ \t]password[ \t]{1,3}|(?:ipsec|IPSEC)_(?:psk|PSK|pre_?shared_?key|PRE_?SHARED_?KEY)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?)["']?(?!\d[ \t]|[-$%<{*])(?<value>[^\s"'<>{}$*\\;]{5,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html",
      "https://linux.die.net/man/8/vpnc",
    ],
    examples: {
      found: [
        '%any gw.internal : PSK "«Kd82-wQz91p»"',
        "crypto isakmp key «Kd82wQz91p» address 10.0.0.2",
        "IPSec secret «Kd82wQz91p»",
        'VPN_IPSEC_PSK="«Kd82wQz91p»"',
      ],
      ignored: [': PSK "your-psk"', ": RSA server.key", "crypto isakmp key 6 x address 10.0.0.2"],
    },
  },
  {
    id: "ppp-secret",
    title: "Password of a PPP, L2TP or PPTP user",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Dial in as the user.",
    remedy: "Change it, and keep chap-secrets readable for root alone.",
    keywords: ["l2tpd", "pptpd", "pppd", "pppoe"],
    pattern:
      /^["']?[\w.@\\-]{1,64}["']?[ \t]{1,20}(?:l2tpd|xl2tpd|pptpd|pppd|pppoe|sstpd)[ \t]{1,20}["']?(?<value>[^\s"'$<>{}]{4,64})["']?[ \t]{1,20}[*\d"]/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://ppp.samba.org/pppd.html"],
    examples: {
      found: ['"ada" l2tpd "«Kd82-wQz91p»" *', "ada  pptpd  «Kd82wQz91p»  10.0.0.9"],
      ignored: ["# client server secret IP addresses", '"user" l2tpd "password" *'],
    },
  },
  {
    id: "cisco-vpn-group-password",
    title: "Group password of a Cisco VPN profile",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Reach the gateway's sign-in, or stand in for it: the form is only scrambled, with a key that stands in it.",
    remedy: "Change the group's password on the gateway.",
    keywords: ["enc_grouppwd", "enc_userpassword", "obfuscated secret", "obfuscated password"],
    pattern:
      /(?:enc_(?:GroupPwd|UserPassword)=|(?:IPSec|Xauth) obfuscated (?:secret|password) )(?<value>[0-9A-F]{48,400})(?![0-9A-F])/i,
    references: ["https://linux.die.net/man/8/vpnc"],
    examples: {
      found: [
        "[main]\nHost=gw.example.org\nenc_GroupPwd=«334712BF9B2EB6ABBCAA24683B1415E6E1155B356C0ECBAB68CE4C097E1DB83D1F44E1C4A9AD0348728688883479DF65»",
        "IPSec obfuscated secret «BD7CEE25EDCB727E3AA7C62BD867C12CF4CF5AD3CD733EBF12561785908ADA27F071E3A165E21F2B04E369D46B3361E7»",
      ],
      ignored: ["enc_GroupPwd="],
    },
  },
];
