import type { Rule } from "../../core/rule.ts";

export const windows: readonly Rule[] = [
  {
    id: "group-policy-password",
    title: "Password in a Group Policy preference",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the account, often an administrator on every machine of the domain: the key that decrypts it is published.",
    remedy: "Delete the preference, change the password, and use LAPS.",
    keywords: ["cpassword"],
    pattern: /cpassword=\\?["'](?<value>[A-Za-z0-9+/]{20,400}={0,2})\\?["']/i,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://learn.microsoft.com/security-updates/securitybulletins/2014/ms14-025"],
    examples: {
      found: [
        '<Properties action="U" userName="Administrator" cpassword="«C5J6xzCE6TtWnjTg6xrre80tFz16GMb/4vRVXJWLGtz»" />',
      ],
      ignored: ['<Properties cpassword="" userName="x"/>'],
    },
  },
  {
    id: "windows-unattend-password",
    title: "Password in a Windows answer file",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Sign in as administrator of every machine that was set up with the file; it is text, or text in base64.",
    remedy: "Change it on those machines, and delete the file after set-up.",
    keywords: ["administratorpassword", "<password>", "autologon"],
    pattern:
      /<(?:AdministratorPassword|Password|DomainAccountPassword)>\s{0,40}<Value>(?<value>[^<>\s]{4,400})<\/Value>/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/microsoft-windows-shell-setup-useraccounts-administratorpassword",
    ],
    examples: {
      found: [
        "<AdministratorPassword>\n  <Value>«Kd82-wQz91p»</Value>\n  <PlainText>true</PlainText>",
        "<Password><Value>«SwBkADgAMgB3AFEAegBQAGEAcwBzAHcAbwByAGQA»</Value>",
      ],
      ignored: ["<Password><Value>password</Value>", "<AdministratorPassword><Value></Value>"],
    },
  },
  {
    id: "windows-command-password",
    title: "Windows password on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in as the user at the machine or in the domain.",
    remedy: "Change it, and let the command ask for it.",
    keywords: [
      "net use",
      "net user",
      "cmdkey",
      "psexec",
      "schtasks",
      "runas",
      "wmic",
      "xfreerdp",
      "mstsc",
      "autologon",
    ],
    pattern:
      /(?<![A-Za-z0-9_-])(?:net1?(?:\.exe)?[ ]use[ ][^\n]{0,120}?\\\\[^\s"]{2,120}["']?[ \t]{1,2}|net1?(?:\.exe)?[ ]use[ ][^\n]{0,160}?\/user:["']?[^\s"']{1,60}["']?[ \t]{1,2}|net1?(?:\.exe)?[ ]user[ ]["']?[\w.$-]{1,40}["']?[ \t]{1,2}|cmdkey(?:\.exe)?[ \t][^\n]{0,160}?\/pass:|schtasks(?:\.exe)?[ \t][^\n]{0,300}?\/rp[ \t]{1,2}|x?freerdp3?[ \t][^\n]{0,160}?\/p:|rdesktop[ \t][^\n]{0,160}?-p[ \t]{1,2}|wmic[ \t][^\n]{0,160}?\/password:|psexec(?:64)?(?:\.exe)?[ \t][^\n]{0,160}?[ \t]-p[ \t]{1,2})["']?(?<value>[^-$%*/\s"'<>{}()\\][^\s"'<>{}()\\]{3,127})(?=["'\s]|$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.2 }],
    references: [
      "https://learn.microsoft.com/windows-server/administration/windows-commands/net-use",
      "https://learn.microsoft.com/sysinternals/downloads/psexec",
    ],
    examples: {
      found: [
        "net use Z: \\\\nas\\models «Kd82wQz91p» /user:CORP\\ada",
        "net use Z: \\\\nas\\models /user:ada «Kd82wQz91p»",
        "net user deploy «Kd82wQz91p» /add",
        "psexec \\\\10.0.0.4 -u CORP\\ada -p «Kd82wQz91p» cmd",
        "cmdkey /add:db.internal /user:ada /pass:«Kd82wQz91p»",
      ],
      ignored: [
        "net use Z: \\\\nas\\models /persistent:yes",
        "net user deploy /delete",
        "PsExec.exe \\\\host -u ada -p %PASS% cmd",
        "net use * /delete /yes",
      ],
    },
  },
  {
    id: "powershell-plain-password",
    title: "Password in a PowerShell script",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in as the user whom the credential is made for.",
    remedy: "Change it; use Get-Credential or the SecretManagement module.",
    keywords: ["convertto-securestring"],
    pattern:
      /ConvertTo-SecureString[ \t]{1,3}(?:-(?:String|AsPlainText|Force)[ \t]{1,3}){0,3}["'](?<value>[^"'\n$<>{}]{4,200})["'][ \t]{1,3}(?:-Force[ \t]{1,3})?-AsPlainText/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring",
    ],
    examples: {
      found: [
        "$p = ConvertTo-SecureString '«Kd82-wQz91p»' -AsPlainText -Force",
        'ConvertTo-SecureString -String "«Kd82wQz91p»" -Force -AsPlainText',
      ],
      ignored: [
        "ConvertTo-SecureString $env:PW -AsPlainText -Force",
        'ConvertTo-SecureString "password" -AsPlainText -Force',
      ],
    },
  },
];
