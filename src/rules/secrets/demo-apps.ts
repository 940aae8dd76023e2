import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const demoApps: readonly Rule[] = [
  {
    id: "auth-tuple-password",
    title: 'User and password in code: auth=("user", "password")',
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in as that user: to the Gradio app that is launched with it, or to the server that is called.",
    remedy: "Change the password, and read it from the environment instead.",
    keywords: ["auth=", "auth ="],
    pattern:
      /(?<![A-Za-z0-9_])auth[ \t]{0,2}=[ \t]{0,2}\[?\([bru]?["'\\]{1,2}[^"'\\\n]{1,60}["'\\]{1,2},[ \t]{0,2}[bru]?["'\\]{1,2}(?<value>[^"'\\\s]{5,80})["'\\]{1,2}\)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.3 }],
    references: [
      "https://www.gradio.app/guides/sharing-your-app#authentication",
      "https://requests.readthedocs.io/en/latest/user/authentication/",
    ],
    examples: {
      found: [
        'demo.launch(share=True, auth=("admin", "«Lg7w-quartz»"))',
        "requests.get(url, auth=('ada', '«p9Rk2!vw»'))",
        'auth=[("ada", "«Tq4-mist9»"), ("bob", "x")]',
      ],
      ignored: [
        'demo.launch(auth=("admin", "password"))',
        'requests.get(url, auth=("user", "pass"))',
        'auth=("apikey", api_key)',
        'auth=("ada", os.environ["PW_1"])',
      ],
    },
  },
  {
    id: "streamlit-cookie-secret",
    title: "Streamlit cookie secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign cookies that the app takes for its own: enter as any user.",
    remedy: "Set a new `cookie_secret` in secrets.toml and restart.",
    keywords: ["cookie_secret", "cookiesecret", "cookie_key"],
    pattern: assigned(/cookie[-_]?secret/, /[A-Za-z0-9+/_.-]{20,128}={0,2}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.streamlit.io/develop/concepts/connections/authentication"],
    examples: {
      found: [
        'cookie_secret = "«G45chKOfGvPd4uGkXUuQaderaNV6RV4Rs12r7JU8NPu»"',
        "STREAMLIT_SERVER_COOKIE_SECRET=«a75d1134c1a7b3f77d37a873f637626c4cd6e9d0bf23edc4be0944ca81e9102a»",
      ],
      ignored: ['cookie_secret = "xxx-your-random-string"'],
    },
  },
];
