/**
 * Only this very script and this very style may run, and nothing may be loaded
 * or sent: SHA-256 of both in base64 (CSP 3 §2.3.1). `html.test.ts` says the
 * right ones when a word of either changes.
 */
const scriptHash = "M1GZdBFP/p533F1MqlV+CGsEjgyhIcJm0m5uo9HwplQ=";
const styleHash = "TB1sG3FMQqeZeAjdTFiWMzHnloB00XR8878Wt6HCWgU=";

/** The content security policy of the page. */
export const policy = [
  "default-src 'none'",
  `script-src 'sha256-${scriptHash}'`,
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
