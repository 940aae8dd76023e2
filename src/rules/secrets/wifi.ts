import type { Rule } from "../../core/rule.ts";

/** What lets into a wireless network. */
const network = {
  class: "secret",
  severity: "medium",
  harm: "Join the wireless network when near it, and reach the machines in it.",
  remedy: "Change it at the access point.",
} as const;

export const wifi: readonly Rule[] = [
  {
    ...network,
    id: "wifi-passphrase",
    title: "Wi-Fi passphrase",
    confidence: "medium",
    keywords: ["psk=", "psk:", "wpa_passphrase", "wpa-passphrase", "wpa-psk", "wep_key", "wifi"],
    pattern:
      /(?:(?<![A-Za-z0-9])(?:(?:wpa_|wifi[-_.]?(?:sec\.)?|802-11-wireless-security\.)psk["']?[ \t]{0,3}[=:]|psk=)[ \t]{0,3}["']?|wpa2?[-_](?:passphrase|psk|key|shared[-_]key)["']?[ \t]{0,3}[=: ][ \t]{0,3}(?:ascii[ \t]\d[ \t])?["']?|wep_?key\d?["']?[ \t]{0,3}[=:][ \t]{0,3}["']?|(?:wifi|wlan)[-_ ]?(?:pass(?:word|phrase|wd)?|pwd|key|psk)["'\]]{0,2}[ \t]{0,3}[=:][ \t]{0,3}["']?)(?![$%<{*@])(?<value>[0-9a-f]{64}|[^\s"'<>{}$,;()\\]{8,63})(?=["'\s,;]|$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://w1.fi/cgit/hostap/plain/wpa_supplicant/wpa_supplicant.conf"],
    examples: {
      found: [
        'network={\n  ssid="lab"\n  psk="«Kd82-wQz91p»"\n}',
        "wpa_passphrase=«Kd82wQz91p»",
        "psk=«57a945d5e88b67240fd498a748fa3ac6c2d6e7efd0af148d767022498f93a41a»",
        'WIFI_PASSWORD = "«Kd82wQz91p»"',
      ],
      ignored: [
        "psk=your_password",
        "psk = psk_loss(inputs_2)",
        "psk=BPSK,QPSK",
        'wifi_password="password"',
      ],
    },
  },
  {
    ...network,
    id: "wifi-profile-key",
    title: "Key in a Windows Wi-Fi profile",
    confidence: "high",
    keywords: ["<keymaterial>"],
    pattern: /<keyMaterial>(?<value>[^<>\s]{5,600})<\/keyMaterial>/,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://learn.microsoft.com/windows/win32/nativewifi/wlan-profileschema-sharedkey-security-element",
    ],
    examples: {
      found: [
        "<sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>«Kd82-wQz91p»</keyMaterial></sharedKey>",
      ],
      ignored: ["<keyMaterial></keyMaterial>"],
    },
  },
  {
    ...network,
    id: "wifi-qr-password",
    title: "Password in a Wi-Fi code",
    confidence: "high",
    keywords: ["wifi:"],
    pattern: /WIFI:(?:[TSHR]:[^;\n]{0,64};){1,4}P:"?(?<value>(?:[^;\\\n"]|\\[;,:"\\]){5,63})"?;/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.wi-fi.org/file/wpa3-specification"],
    examples: {
      found: ["WIFI:T:WPA;S:lab;P:«Kd82-wQz91p»;;"],
      ignored: ["WIFI:T:nopass;S:guests;;", "WIFI:T:WPA;S:x;P:password;;"],
    },
  },
  {
    ...network,
    id: "wifi-code-password",
    title: "Wi-Fi password in a program for a device",
    confidence: "medium",
    keywords: ["wifi.begin", "wlan.connect", "nmcli", "networksetup", "sta_if.connect", "esp_wifi"],
    pattern:
      /(?:WiFi(?:Multi)?\.(?:begin|addAP|softAP)\([ \t]{0,3}["'][^"'\n]{1,32}["'],|(?:wlan|sta_if|sta|nic)\.connect\([ \t]{0,3}["'][^"'\n]{1,32}["'],|nmcli[ \t][^\n|]{0,120}?[ \t]password|networksetup[ \t]-setairportnetwork[ \t]\S{1,12}[ \t]\S{1,40})[ \t]{1,3}["']?(?![$%<{*-])(?<value>[^\s"'<>{}$,;()\\]{8,63})(?=["'\s]|$)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://docs.espressif.com/projects/arduino-esp32/en/latest/api/wifi.html"],
    examples: {
      found: [
        'WiFi.begin("lab", "«Kd82wQz91p»");',
        "nmcli dev wifi connect lab password «Kd82wQz91p»",
      ],
      ignored: [
        "WiFi.begin(ssid, password);",
        'WiFi.begin("yourSSID", "yourPassword");',
        "nmcli dev wifi connect lab password $PW",
      ],
    },
  },
  {
    ...network,
    id: "wifi-enterprise-password",
    title: "Password of a user of a Wi-Fi network",
    severity: "high",
    confidence: "medium",
    harm: "Join the wireless network as the person, and sign in wherever else the account's password is used.",
    remedy: "Change the password of the account.",
    keywords: ["eap="],
    pattern:
      /(?:eap=|key_mgmt=WPA-EAP|\[802-1x\])[^{}]{0,400}?\n[ \t]{0,8}(?:password|private_key_passwd|private-key-password)=["']?(?!hash:)(?<value>[^\s"'$<>{}]{4,128})/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://networkmanager.dev/docs/api/latest/settings-802-1x.html"],
    examples: {
      found: [
        'network={\n  key_mgmt=WPA-EAP\n  eap=PEAP\n  identity="ada"\n  password="«Kd82-wQz91p»"\n}',
        "[802-1x]\neap=peap;\nidentity=ada\npassword=«Kd82wQz»\n",
      ],
      ignored: ["eap=TLS\nidentity=ada\nprivate_key=/etc/k.pem"],
    },
  },
];
