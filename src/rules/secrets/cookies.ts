import type { Rule } from "../../core/rule.ts";

/** What a browser shows to be let in again. */
const cookie = {
  class: "secret",
  harm: "Be the person at the site, without password or second factor, until the session ends.",
  remedy:
    "Sign out of all sessions at the site, and make no export of cookies that leaves the machine.",
} as const;

export const cookies: readonly Rule[] = [
  {
    ...cookie,
    id: "cookies-file-session",
    title: "Session in a cookies.txt file",
    severity: "high",
    confidence: "high",
    keywords: ["true", "false"],
    pattern:
      /^(?:#HttpOnly_)?[\w.-]{3,120}\t(?:TRUE|FALSE)\t\/[^\t\n]{0,120}\t(?:TRUE|FALSE)\t\d{1,20}\t[\w.:-]{0,60}(?:sess|token|auth|sid|SID|login|user|jwt|remember|identity|ticket|credential|account|li_at|c_user|_U|xs|ds_user|key|cookie)[\w.:-]{0,60}\t(?<value>[^\s]{8,4096})\r?$/,
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }],
    references: ["https://curl.se/docs/http-cookies.html"],
    examples: {
      found: [
        ".example.org\tTRUE\t/\tTRUE\t1790000000\tsessionid\t«bsyv1u0f1cf1run3ahsdwilfgnrdjqfn»",
        "#HttpOnly_www.example.org\tFALSE\t/\tTRUE\t0\tauth_token\t«972afcfdc7a67739a9b1eb9b37e006893d3776f1»",
      ],
      ignored: [
        ".example.org\tTRUE\t/\tFALSE\t1790000000\t_ga\tGA1.2.1790000000.1690000000",
        "# Netscape HTTP Cookie File",
      ],
    },
  },
  {
    ...cookie,
    id: "session-cookie",
    title: "Session cookie",
    severity: "high",
    confidence: "medium",
    keywords: [
      "cookie",
      "phpsessid",
      "jsessionid",
      "sessionid",
      "connect.sid",
      "aspnet",
      "laravel_session",
      "_session",
    ],
    pattern:
      /(?<![A-Za-z0-9_])(?:sessionid|session_id|PHPSESSID|JSESSIONID|connect\.sid|ASP\.NET_SessionId|\.ASPXAUTH|\.AspNetCore\.(?:Cookies|Identity\.Application|Session)|laravel_session|_[a-z0-9]{2,24}_session|user_session|_gh_sess|li_at|auth_token|remember_(?:user_)?token|remember_web_[0-9a-f]{40}|wordpress_logged_in_[0-9a-f]{32}|ds_user_id|c_user|(?:__Secure-|__Host-)?(?:next-auth|authjs)\.session-token|__Host-[\w.-]{2,40}|KEYCLOAK_IDENTITY|grafana_session|R_SESS|PVEAuthCookie|_shibsession_[0-9a-f]{20,60}|ci_session|_oauth2_proxy)=(?<value>(?!\$|%7B|\{|<)[A-Za-z0-9%._~!*+/|:-]{20,4096}={0,2})(?=$|[\s;"'\\,])/,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html",
    ],
    examples: {
      found: [
        "Cookie: lang=en; sessionid=«fojhz40e69iedk5asd6z77ybtdh2c4z1»; theme=dark",
        "Set-Cookie: connect.sid=«s%3AqrrKwFMJ2dBqtxrlai6pPXJtB3QDUKpL.byt4yoKQAhDFgOrUqgU7RBwu85z7SPLOw9NAixWAH6i»; Path=/; HttpOnly",
        "-b 'PHPSESSID=«dftztdjaktck6ghhgv16hj0oyq»'",
      ],
      ignored: ["Cookie: sessionid=$SESSION; theme=dark", "sessionid=your-session-id-goes-here-1"],
    },
  },
  {
    ...cookie,
    id: "google-session-cookie",
    title: "Session cookie of a Google account",
    severity: "critical",
    confidence: "high",
    harm: "Be the person at Google: mail, files, and the models that unofficial clients reach so.",
    remedy: "Sign out of all sessions at myaccount.google.com/device-activity.",
    keywords: ["g.a000"],
    pattern: /(?<![A-Za-z0-9_.-])(?<value>g\.a000[A-Za-z0-9_-]{60,200})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://policies.google.com/technologies/cookies"],
    examples: {
      found: [
        "__Secure-1PSID=«g.a000pIWxbPUXKvkyoXg4vpk1RGSr3gZAwqOFJ3SLAhx-7KUnm-p2gTB3g2S1IMDIn3ZbqosNcRWbxirClvGY3f7J4CSptggp9hJWCuPAdOXZWGmMJUzalnmI7FrUtX1AUnZndUjroMeqe2UAa»; NID=1",
        '"SID": "«g.a000EYwk32OlbV6EnrmZsBv4_MPxVc59kKuxzJr8b6H7ab4PP_iPCuyO79AKUhXoRFb5F9nAeCGLKFswrcXTGGZdbF3POG3LJBV9Ye5xH8Td1tAhuhnIeyURGk0-PzjJaneWlXHnZwu2IxyGb»"',
      ],
      ignored: ["SID=g.a000..."],
    },
  },
  {
    ...cookie,
    id: "linkedin-session-cookie",
    title: "Session cookie of LinkedIn",
    severity: "high",
    confidence: "high",
    remedy: "Sign out of all sessions at linkedin.com/mypreferences/d/security.",
    keywords: ["li_at"],
    pattern:
      /li_at["']?[ \t]{0,3}[=:,\t][ \t]{0,3}["']?(?<value>AQED[A-Za-z0-9_-]{140,200})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://www.linkedin.com/legal/l/cookie-table"],
    examples: {
      found: [
        "li_at=«AQEDAFvua4hvjtj7jM7MhjOuersMczdwJUAIVyoNXUrZqhVFLG-TortTHFmeoaIIpMmyG-UE7YbR0p6EWRf5ommoP7Qya7T-ae8Q1h4OhSXT57f3OusJVyzLtOjopvMbI2BOyqqQcsjqLrMWhrlr20Cc»;",
      ],
      ignored: ["li_at=AQEDAR..."],
    },
  },
  {
    ...cookie,
    id: "session-jwe",
    title: "Encrypted session token",
    severity: "high",
    confidence: "high",
    keywords: ["eyjhbgcioijkaxii", "eyjhbgcioijblm"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>eyJ(?:hbGciOiJkaXIi|hbGciOiJSU0Et|hbGciOiJBMjU2|lbmMiOiJBMj)[A-Za-z0-9_-]{8,400}\.[A-Za-z0-9_-]{0,700}\.[A-Za-z0-9_-]{16,24}\.[A-Za-z0-9_-]{20,8000}\.[A-Za-z0-9_-]{22,86})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.rfc-editor.org/rfc/rfc7516"],
    examples: {
      found: [
        "__Secure-next-auth.session-token=«eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..mzyVQtUWiwR2KB4k.34gl0EVSuIDcs5ogThH49F9dAoL41N34pthozV5KFk3pJd_2kW4P9M1xjzeCMFQ9mhJkVyKYDpLmluqTydPmDTdQgh3k-xyct_u8zmZBgSDCOPj8_jeoFrlfFxZRTjda4Sf166_5voN-ek3AQG36sWBqokhHa32CKegOLT2Y95h-9syD1LxYscII84sQ264uClPLM0R6mvTRSdsp-NsQQzngJDYwKCoCHl0aD9R4yWEoxmRj56HicsD6jYnDla5o2T7Q-yZoBwxWrE1W5RLSGibr1iBV0QNDLx1hQ5gyKC4J.ZcrBLsJJIyIjwW_1VIfDRl»",
      ],
      ignored: ["eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0"],
    },
  },
  {
    ...cookie,
    id: "flask-session-cookie",
    title: "Signed session of Flask or Django",
    severity: "medium",
    confidence: "medium",
    keywords: ["session=", "sessionid="],
    pattern:
      /(?<![A-Za-z0-9_])session(?:id)?=(?<value>\.?eJ?[A-Za-z0-9_-]{10,4000}[.:][A-Za-z0-9_-]{6}[.:][A-Za-z0-9_-]{27,43})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://flask.palletsprojects.com/en/stable/quickstart/#sessions"],
    examples: {
      found: [
        "Cookie: session=«eyJ1c2VyIjoiYWRhIn0M7OYEVGKODtw_j3WnbmI.Zx3kLq.7-iT7yOcyPm0Dp6Tc58RsWaY5gS»",
      ],
      ignored: ["session=eyJ1c2VyIjoiYWRhIn0", "requests.Session()"],
    },
  },
  {
    ...cookie,
    id: "request-auth-pair",
    title: "User and password in a program's requests",
    severity: "high",
    confidence: "medium",
    harm: "Sign in at the service that the request goes to.",
    remedy: "Change it there, and read it from the environment.",
    keywords: ["auth=", "basicauth(", "auth(", "http_auth", "credentials("],
    pattern:
      /(?:(?<![A-Za-z0-9])(?:http_|basic_|proxy_)?auth[ \t]{0,2}=[ \t]{0,2}[[(][ \t]{0,2}|HTTP(?:Basic|Digest|Proxy)Auth\([ \t]{0,2}|(?:BasicAuth|NetworkCredential|PlainCredentials|PasswordCredential|PlainAuthProvider|UsernamePasswordAuthenticationToken|UsernamePasswordCredentials|basic_auth|setBasicAuth|SetBasicAuth|authenticate)\([ \t]{0,2}(?:username=)?|(?:smtp|server|imap|mail|ftp|session|smtpObj|s)\.login\([ \t]{0,2})["'][^"'\n]{1,80}["'],[ \t]{0,2}(?:password=)?["'](?<value>[^"'\n$<>{}]{4,128})["']/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://requests.readthedocs.io/en/latest/user/authentication/"],
    examples: {
      found: [
        'requests.get(url, auth=("ada", "«Kd82-wQz91p»"))',
        "Elasticsearch(hosts, http_auth=('elastic', '«Kd82wQz91p»'))",
        'server.login("ada@example.org", "«Kd82wQz91p»")',
        'new NetworkCredential("ada", "«Kd82wQz91p»")',
      ],
      ignored: [
        'requests.get(url, auth=("user", "pass"))',
        "auth=(user, password)",
        'server.login("me@example.com", "password")',
        "auth=('username', os.environ['PW1'])",
      ],
    },
  },
];
