import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

/** What opens the network's own devices. */
const device = {
  class: "secret",
  harm: "Sign in to the network's devices, and read or redirect the traffic that passes them.",
  remedy:
    "Change it on the device and wherever else it is used, and take secrets out of configurations before they leave.",
} as const;

export const networkDevices: readonly Rule[] = [
  {
    ...device,
    id: "cisco-type7-password",
    title: "Password in Cisco's type 7",
    severity: "high",
    confidence: "high",
    harm: "Sign in to the device: the form is only scrambled, with a key that everybody knows.",
    keywords: [" 7 "],
    pattern:
      /(?:password|secret|key|key-string|authentication-key|md5|community|psk|ascii)[ \t]{1,2}(?:\d{1,2}[ \t])?7[ \t]{1,2}"?(?<value>[0-5]\d(?:[0-9A-F]{2}){4,60})"?(?![0-9A-Za-z])/i,
    references: ["https://sec.cloudapps.cisco.com/security/center/resources/password_types"],
    examples: {
      found: [
        "username ada privilege 15 password 7 «045BE052976C154506F65E»",
        "tacacs-server key 7 «12AEBFB4CCC20F0C4D58»",
      ],
      ignored: ["password 7 characters", "key 7 0"],
    },
  },
  {
    ...device,
    id: "cisco-secret-hash",
    title: "Password hash (Cisco types 8 and 9)",
    severity: "medium",
    confidence: "high",
    harm: "Guess the device's password offline, as fast as the attacker's hardware goes.",
    keywords: ["$8$", "$9$", "$14$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$(?:8|9|14)\$[A-Za-z0-9./]{4,14}\$[A-Za-z0-9./]{43})(?![A-Za-z0-9./$])/,
    references: ["https://sec.cloudapps.cisco.com/security/center/resources/password_types"],
    examples: {
      found: [
        "enable secret 9 «$9$CcCDPMWJqaK4mK$jllVSgtywX9VMTaWZ9vZ.2E3TDirzejOka6MbmmVSCL»",
        "username ada secret 8 «$8$zhKbrgQX78jgWp$Ua.dYgmkJ4FvOOSHhZHjuBogEBTODmt4c1YgIZxtPxV»",
      ],
      ignored: ["enable secret 9 $9$salt$hash"],
    },
  },
  {
    ...device,
    id: "cisco-plain-password",
    title: "Password in a network device's configuration",
    severity: "high",
    confidence: "medium",
    keywords: ["username", "enable secret", "enable password"],
    pattern:
      /^[ \t]{0,4}(?:username[ \t]{1,2}\S{1,40}[ \t]{1,2}(?:privilege[ \t]\d{1,2}[ \t]|role[ \t]\S{1,30}[ \t]){0,2}(?:password|secret)|enable[ \t]{1,2}(?:password|secret)(?:[ \t]level[ \t]\d{1,2})?)[ \t]{1,2}(?:0[ \t]{1,2})?(?!\d[ \t]|sha512|encrypted)(?<value>[^\s"'<>{}$*]{4,64})[ \t]{0,3}(?:encrypted)?[ \t]{0,3}\r?$/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.cisco.com/c/en/us/support/docs/ip/access-lists/13608-21.html"],
    examples: {
      found: ["username ada privilege 15 secret 0 «Kd82-wQz91p»", "enable password «Kd82wQz91p»"],
      ignored: ["enable password cisco", "username ada password <removed>", "enable secret 5 x"],
    },
  },
  {
    ...device,
    id: "junos-secret",
    title: "Secret in Juniper's $9$",
    severity: "high",
    confidence: "high",
    harm: "Use the key, or sign in to the device: the form is only scrambled, with a key that everybody knows.",
    keywords: ["$9$"],
    pattern: /["'](?<value>\$9\$[A-Za-z0-9./-]{7,160})["'];?/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://www.juniper.net/documentation/us/en/software/junos/user-access/topics/topic-map/master-password-configuration-encryption.html",
    ],
    examples: {
      found: [
        'authentication-key "«$9$Zb9dbgoJRfRk70hsIp2Ch4Mm/pTs»"; ## SECRET-DATA',
        'pre-shared-key ascii-text "«$9$H5G9U0iCEF0vZJ8Qib7Xopp539efUc2CEGRDR5Xg»";',
      ],
      ignored: ['echo "$9$8"', '"$9$short"'],
    },
  },
  {
    ...device,
    id: "fortinet-secret",
    title: "Secret in a FortiGate configuration",
    severity: "high",
    confidence: "high",
    harm: "Use the key, or sign in to the device: without private-data-encryption the key that decrypts it is published.",
    keywords: [" enc "],
    pattern:
      /set[ \t]{1,2}(?:password|passwd|psksecret|passphrase|secret|key|private-key|auth-pwd|priv-pwd|ppk-secret|sso-password|radius-secret|tac-key|ddns-password|[\w-]{1,40}-?(?:password|passwd|key|secret|pwd|psk))[ \t]{1,2}ENC[ \t]{1,2}"?(?<value>[A-Za-z0-9+/]{12,2000}={0,2})/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://docs.fortinet.com/document/fortigate/7.6.0/administration-guide/113121/private-data-encryption",
    ],
    examples: {
      found: [
        "        set psksecret ENC «pcCtnwrmrBarNplwlTvBuvej5PYnOWYgdDm1L6Zp1/cfdtSUH20ZBO9kCOzB7cnkx0scLsaMxfaATaOTl2oQ4E==»",
        "set password ENC «SH2Zf59wpP766NdRFqeT2LcfLcUhTfQYelZPWTJtI3nB5hv/N8kfL6JnptafEDA=»",
      ],
      ignored: ["set password ENC <removed>"],
    },
  },
  {
    ...device,
    id: "paloalto-secret",
    title: "Secret or API key of a Palo Alto firewall",
    severity: "high",
    confidence: "high",
    keywords: ["-aq==", "lufrpt"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>-AQ==[A-Za-z0-9+/]{27}=[A-Za-z0-9+/]{20,400}={0,2}|LUFRPT[A-Za-z0-9+/]{60,400}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://docs.paloaltonetworks.com/ngfw/api/api-authentication-and-security/pan-os-api-key",
    ],
    examples: {
      found: [
        "<key>«-AQ==+6E0SyVOFERj8TpRr+lE4l+xCAx=JdKpVKHAIE8HBCxnEqucCI2iJRIMIlaS3ImBW6lL6Bs=»</key>",
        "https://fw.internal/api/?type=op&key=«LUFRPTzAtVTH1YkamEV6/qpf5isG4CGJGf2FIY8IhoH5Z+nRgDLCSdtSifSpMXVjc5wH6DJCCzQNkG1PIX0hgkxIySpd4NT+FvCwS1eg==»",
      ],
      ignored: ["-AQ==", "LUFRPT14"],
    },
  },
  {
    ...device,
    id: "mikrotik-secret",
    title: "Secret in a MikroTik configuration",
    severity: "high",
    confidence: "medium",
    keywords: ["/user", "/ppp", "/ip ipsec", "/interface", "add name=", "pre-shared-key="],
    pattern:
      /(?:^|[ \t])(?:add|set)[ \t](?:[^\n]{0,200}?[ \t])?(?:ipsec-secret|wpa2?-pre-shared-key|pre-shared-key|authentication-password|encryption-password|security\.passphrase|(?<=[ \t]name=[^\n]{1,120}[ \t])(?:secret|password))="?(?<value>[^\s"'$<>{}]{5,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://help.mikrotik.com/docs/spaces/ROS/pages/328155/Configuration+Management"],
    examples: {
      found: [
        'add authentication-types=wpa2-psk mode=dynamic-keys wpa2-pre-shared-key="«Kd82-wQz91p»"',
        "add name=ada profile=vpn password=«Kd82wQz91p»",
      ],
      ignored: ["add name=ada password=password", "set wpa2-pre-shared-key=$key"],
    },
  },
  {
    ...device,
    id: "unifi-secret",
    title: "Secret in a UniFi configuration",
    severity: "high",
    confidence: "high",
    keywords: [
      "x_passphrase",
      "x_authkey",
      "x_ssh_",
      "x_mesh_",
      "x_secret",
      "x_password",
      "x_ipsec",
      "x_iapp",
      "x_wireguard",
      "x_vwirekey",
    ],
    pattern:
      /(?:x_(?:passphrase|authkey|ssh_password|ssh_sha512passwd|ssh_md5passwd|mesh_psk|mesh_essid_psk|secret|password|ipsec_pre_shared_key|openvpn_password|openvpn_shared_secret_key|iapp_key|wireguard_private_key|vwirekey|api_token|mgmt_key|shadow|private_key|radius_secret))["']{0,2}\s{0,3}[:=]\s{0,3}["']?(?!\[|\{)(?<value>[^\s"'<>{}$,]{5,700})/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://help.ui.com/hc/en-us/articles/360008976393"],
    examples: {
      found: [
        '{"x_passphrase":"«Kd82-wQz91p»","name":"lab"}',
        '"x_authkey" : "«45d7ca906ee8994ea36e3bc9b92533c6»"',
      ],
      ignored: ['"x_passphrase": ""', '"x_password": "password"'],
    },
  },
  {
    ...device,
    id: "meraki-api-key",
    title: "Cisco Meraki API key",
    severity: "high",
    confidence: "medium",
    harm: "Change the networks, switches and access points of every organisation that the user reaches.",
    remedy: "Revoke it at dashboard.meraki.com under My profile.",
    keywords: ["meraki"],
    pattern: assigned(/(?:x-cisco-)?meraki[\w .-]{0,24}?key[\w-]{0,12}/, /[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://developer.cisco.com/meraki/api-v1/authorization/"],
    examples: {
      found: [
        "MERAKI_DASHBOARD_API_KEY=«c7d29a4cc659847be4ea286722eb90ab88c7ae34»",
        "X-Cisco-Meraki-API-Key: «e51d45df1d3ad35570d64e4208ee392cfc6ce2f5»",
      ],
      ignored: ["meraki_network_key_id=12"],
    },
  },
  {
    ...device,
    id: "ipmi-password",
    title: "Password of a server's management controller",
    severity: "critical",
    confidence: "medium",
    harm: "Switch the machine, see its console, and boot it from anything.",
    remedy:
      "Change it with `ipmitool user set password`, and keep controllers on a network of their own.",
    keywords: ["ipmitool", "racadm", "ipmi-", "redfishtool", "idracadm", "fence_ipmilan"],
    pattern:
      /(?:ipmitool|idracadm7?|racadm|ipmi-\w{3,12}|ipmipower|redfishtool|fence_\w{3,12})[ \t][^\n|]{0,160}?[ \t](?:-[pPK][ \t]{1,2}|--password[ =])["']?(?![-$%<{*])(?<value>[^\s"'<>{}()\\]{4,64})(?=["'\s]|$)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }, { kind: "has", all: ["letter"] }],
    references: ["https://codeberg.org/IPMITool/ipmitool"],
    examples: {
      found: ["ipmitool -I lanplus -H 10.0.9.4 -U ADMIN -P «Kd82wQz91p» power status"],
      ignored: [
        "ipmitool -H h -U ADMIN -P $PW sol activate",
        "ipmitool -H h -U ADMIN -E -p 6230 power on",
      ],
    },
  },
  {
    ...device,
    id: "appliance-api-key",
    title: "API key of a storage or firewall appliance",
    severity: "critical",
    confidence: "medium",
    harm: "Change the appliance, and read or delete what it stores.",
    remedy: "Delete it in the appliance's settings under API Keys.",
    keywords: ["truenas", "auth.login_with_api_key", "opnsense", "synology", "nutanix"],
    pattern:
      /(?:auth\.login_with_api_key[^[\]]{0,80}\[\s{0,8}["']|truenas[\w .-]{0,24}?(?:key|token)["'\]]{0,3}[ \t]{0,3}[:=][ \t]{0,3}(?:Bearer[ \t])?["']?|opnsense[\w .-]{0,24}?(?:key|secret)["'\]]{0,3}[ \t]{0,3}[:=][ \t]{0,3}["']?)(?<value>\d{1,4}-[A-Za-z0-9]{64}|[A-Za-z0-9+/]{80})(?![A-Za-z0-9+/])/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.truenas.com/docs/scale/toptoolbar/managingapikeys/"],
    examples: {
      found: [
        '{"method":"auth.login_with_api_key","params":["«3-YbhOpE6VUo8UmcrjGdOovT60Ign22nfV0NzbuNfYj4CkRYrYVjwdXHo2aZMrI3ab»"]}',
        "TRUENAS_API_KEY=«12-ppdLsKi5zEVWdDUEV2cNgD82HvjpZ0EkldEhPvgdoar6NjpSEK7f7Xw8aSYkvh9P»",
        "OPNSENSE_SECRET=«9dwF9icoKTbQALSEQhMrqC6ui3n3w+CdepAwGCKbM1NaGV86d1fFUQrkagp+Mulpwf57K/xYfkqr4TDW»",
      ],
      ignored: ["TRUENAS_API_KEY=1-your-key"],
    },
  },
];
