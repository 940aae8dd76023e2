import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { argument, password } from "../passwords.ts";

export const directories: readonly Rule[] = [
  {
    id: "ldap-bind-password",
    title: "Password that a service binds to a directory with",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory, and keep it in a file that is not published.",
    keywords: ["bind", "rootpw", "authtok"],
    pattern: assigned(
      /(?<![A-Za-z])(?:(?:ldap[-_. ]?)?(?:bind[-_. ]?(?:dn[-_. ]?)?(?:pw|pass(?:wd|word)?|credentials?|secret)|bindpasswd)|ldap[\w .-]{0,16}?(?:admin|manager|root|system|config)[-_.]?(?:pw|pass(?:wd|word)?)|ldap_default_authtok|olcRootPW|rootpw|security\.credentials)/,
      password,
    ),
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.openldap.org/doc/admin26/slapdconfig.html"],
    examples: {
      found: [
        "bindpw: «Kd82-wQz91p»",
        'LDAP_BIND_PASSWORD="«Kd82wQz91p»"',
        "ldap_default_authtok = «Kd82wQz91p»",
        "LDAP_ADMIN_PASSWORD=«Kd82wQz91p»",
      ],
      ignored: ["bindpw: ${LDAP_PW}", "bind_password: password", "bind_pass(buffer_index2)"],
    },
  },
  {
    id: "bindpw-line",
    title: "Password in a directory client's configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory, and keep the file readable for root alone.",
    keywords: ["bindpw", "rootbindpw"],
    pattern:
      /^[ \t]{0,4}(?:rootbindpw|bindpw|rootpw|rootpwmoddn)[ \t]{1,8}["']?(?!\{)(?<value>[^\s"'${}<>]{5,128})["']?[ \t]{0,4}\r?$/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://linux.die.net/man/5/nss_ldap"],
    examples: {
      found: ["binddn cn=svc,dc=example,dc=org\nbindpw «Kd82-wQz91p»"],
      ignored: ["bindpw secret", "the bindpw directive"],
    },
  },
  {
    id: "ldap-command-password",
    title: "Directory password on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory; give it by -W or -y.",
    keywords: ["ldapsearch", "ldapmodify", "ldapadd", "ldapwhoami", "ldappasswd", "ldapdelete"],
    pattern: argument(
      /ldap(?:search|modify|add|whoami|passwd|delete|compare|modrdn)|dsconf|dsmodify|dsadd/,
      /-w|-s|--bindPassword|-pwd/,
    ),
    proofs: [
      { kind: "not-placeholder" },
      { kind: "looks-secret", as: "password", least: 0.25 },
      { kind: "has", all: ["letter"] },
    ],
    references: ["https://www.openldap.org/software/man.cgi?query=ldapsearch"],
    examples: {
      found: [
        "ldapsearch -x -H ldaps://dc.internal -D cn=admin,dc=example,dc=org -w «Kd82-wQz91p» -b dc=example",
      ],
      ignored: ["ldapsearch -x -D cn=admin -W -b dc=x -s base", "ldapsearch -w $BIND_PW -b x"],
    },
  },
];
