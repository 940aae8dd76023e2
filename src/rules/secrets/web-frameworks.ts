import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

/** What a web application signs its sessions with. */
const session = {
  class: "secret",
  severity: "critical",
  harm: "Make sessions for any user of the application, and with some frameworks run code in it.",
  remedy:
    "Make a new one, which signs everybody out, and keep it in the environment or a secret store.",
} as const;

export const webFrameworks: readonly Rule[] = [
  {
    ...session,
    id: "django-secret-key",
    title: "Secret key of Django or Flask",
    confidence: "high",
    keywords: ["secret_key", "django-insecure-"],
    pattern:
      /(?:(?<![A-Za-z0-9])(?:DJANGO_|FLASK_|APP_)?SECRET_KEY(?:_FALLBACKS)?["'\]]{0,2}[ \t]{0,4}(?:=|:|,)[ \t]{0,4}[[(]?[ \t]{0,2}[bru]?["'](?=[^"'\n]{32,128}["'])|(?=django-insecure-))(?<value>django-insecure-[a-z0-9!@#$%^&*(\-_=+)]{40,60}|[^"'\s\\{}<>]{32,128})(?=["'\s]|$)/,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.djangoproject.com/en/stable/ref/settings/#secret-key"],
    examples: {
      found: [
        "SECRET_KEY = '«django-insecure-k#9v@2m^x!q7w&z3l8(r)t4y5u6i0o1p-asdf»'",
        'app.config["SECRET_KEY"] = "«a5a1f1e8fdc241482fc67fbcce06b484ed843d9ed57e937e»"',
      ],
      ignored: [
        "SECRET_KEY = os.environ['DJANGO_SECRET_KEY_VALUE_FOR_PRODUCTION_2']",
        "SECRET_KEY = 'your-secret-key-goes-here-and-is-long-enough-1'",
      ],
    },
  },
  {
    ...session,
    id: "rails-secret-key",
    title: "Secret key of Rails or Phoenix",
    confidence: "high",
    keywords: ["secret_key_base", "rails_master_key", "master.key", "secret_token"],
    pattern: assigned(
      /secret_key_base|rails_master_key|(?:devise|config)\.(?:secret_key|pepper)|rails[\w.-]{0,16}secret_token/,
      /(?:[0-9a-f]{64,128}|[0-9a-f]{32}|[A-Za-z0-9+/]{64})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://guides.rubyonrails.org/security.html#environmental-security"],
    examples: {
      found: [
        "  secret_key_base: «c26ca7e3d73681cb36c8d4d0d63cbd43bc66556441bd31487f9f6c99ef7ac65609fb052b54017c2cf5091d4a681ebef35becab427ca952393778b1eede8309ca»",
        "RAILS_MASTER_KEY=«095225495642913342fac7b49d99a231»",
        'secret_key_base: "«aCXpThPumZWy2sBFGuiTIrwWP+77yRB5wvXsBk3qwftwgFJ1LlN3pYblhYcPsVUz»"',
        "config.secret_key = '«34305a6a3f1f0a0f2461f9fe96a16e46f4251be28e9098037845a437bc9c27fb4d6ad2268b98298e66523158fa4a0778284644554ab4c22b22538b25ee924c57»'",
      ],
      ignored: ['secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>', "RAILS_MASTER_KEY=${KEY}"],
    },
  },
  {
    ...session,
    id: "laravel-app-key",
    title: "Application key of Laravel",
    confidence: "high",
    harm: "Make sessions for any user of the application, decrypt what it stored, and run code in it where cookies are serialised.",
    keywords: ["base64:"],
    pattern:
      /(?:APP_(?:PREVIOUS_)?KEYS?|['"]key['"]|cipher[^\n]{0,40}key)["']?[ \t]{0,4}(?:=>|[:=])[ \t]{0,4}["']?(?<value>base64:(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==))/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://laravel.com/docs/encryption"],
    examples: {
      found: [
        "APP_KEY=«base64:A4gCRszjHwqZlXxyh2dhH/QEjfS71tD1OiM6UKUAMjK=»",
        "'key' => '«base64:yJJaYRJmN6Dw6jm5ZLrmTvQI6RuQJv3GPYVoDCLT37F=»',",
      ],
      ignored: ["APP_KEY=base64:", "APP_KEY="],
    },
  },
  {
    ...session,
    id: "aspnet-machine-key",
    title: "Machine key of ASP.NET",
    confidence: "high",
    harm: "Run code in the application by a view state of your own, and make sessions for any of its users.",
    keywords: ["validationkey", "decryptionkey"],
    pattern:
      /(?:validation|decryption)Key[ \t]{0,2}=[ \t]{0,2}\\?["'](?<value>[0-9A-F]{32,256})(?:,IsolateApps)?\\?["']/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://learn.microsoft.com/previous-versions/msp-n-p/ff649308(v=pandp.10)"],
    examples: {
      found: [
        '<machineKey validationKey="«90CE3207A117ACA72EBFA731DE1B894F1055003C743F27D1975B66C26823A337EE4F2E20127E30A6E515D9D7FF077D91F1CF4B71D5C5EFB5411F8ADCFE5CF662»" validation="SHA1" />',
        'decryptionKey="«82BAB419D5CD35DCC923341CC435A8FB3C12CC503EDAC6952A891A5A6350C49B»"',
      ],
      ignored: ['<machineKey validationKey="AutoGenerate,IsolateApps" />'],
    },
  },
  {
    ...session,
    id: "express-session-secret",
    title: "Secret that a web application signs sessions with",
    confidence: "medium",
    keywords: [
      "session(",
      "cookiesession",
      "cookieparser",
      "session_secret",
      "cookie_secret",
      "nextauth_secret",
      "auth_secret",
      "fastify",
    ],
    pattern:
      /(?:(?:session|cookieSession|expressSession|cookieParser|fastifySession|createCookieSessionStorage|SessionMiddleware)\((?:[^()]{0,300}?(?:secrets?|secret_key|keys)\s{0,3}[:=]\s{0,3})?\[?\s{0,3}|(?:nextauth|better_auth|auth|session|cookie|payload|strapi_?\w{0,8}|directus|app|admin_jwt|api_token_salt|iron_session|nuxt_session|sails)_(?:secret|password|keys|salt)["'\]]{0,2}[ \t]{0,3}[:=][ \t]{0,3})["'](?<value>[^"'\s$<>{}]{8,256})["']/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://expressjs.com/en/resources/middleware/session.html",
      "https://authjs.dev/reference/core#secret",
    ],
    examples: {
      found: [
        "app.use(session({\n  resave: false,\n  secret: '«Kd82-wQz91p»'\n}))",
        'NEXTAUTH_SECRET="«HZ2R64ktgWKL0oJdUU1T9SeZVQsW9pH6u9sgHOixvdn=»"',
        "cookieParser('«Kd82-wQz91p»')",
      ],
      ignored: [
        "session({ secret: 'keyboard cat' })",
        "session({ secret: process.env.SESSION_SECRET })",
        'NEXTAUTH_SECRET="your-secret"',
        'SessionMiddleware(app, secret_key="change-me")',
      ],
    },
  },
  {
    ...session,
    id: "jwt-signing-secret",
    title: "Secret that tokens are signed with",
    confidence: "medium",
    harm: "Make tokens for any user of the application.",
    keywords: ["jwt", "jsonwebtoken"],
    pattern:
      /(?:(?:jwt|jsonwebtoken|JWT)\.(?:sign|verify|encode|decode)\([^\n"']{1,120}?,[ \t]{0,3}(?:key=|secret=)?|jwt[\w.-]{0,24}?(?:secret(?:[-_.]?key)?|signing[-_.]?key|private[-_.]?key)["'\]]{0,2}[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3})b?["'](?!HS|RS|ES|PS|alg)(?<value>[^"'\s$<>{}]{8,256})["']/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://datatracker.ietf.org/doc/html/rfc8725#section-3.5"],
    examples: {
      found: [
        "jwt.sign({ id: user.id }, '«Kd82-wQz91p»', { expiresIn: '1h' })",
        'JWT_SECRET_KEY = "«QLj04IghgG7SobbH219lzsh7f6DT7YUz»"',
        'jwt.encode(payload, "«Kd82wQz91p»", algorithm="HS256")',
      ],
      ignored: [
        "jwt.decode(token, algorithms=['HS256-custom1'])",
        "jwt.sign(payload, process.env.JWT_SECRET)",
        'jwt_secret = "change-me"',
      ],
    },
  },
];
