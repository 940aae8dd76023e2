import { secretness } from "./secretness/secretness.ts";

/** Text that a program fills in: `<token>`, `${TOKEN}`, `{{ token }}`, `%(token)s`, `%TOKEN%`, `$TOKEN`, `{token}`, `@token@`. */
const template =
  /^(?:<.*>|&lt;.*&gt;|\[[A-Za-z _-]*\]|\{[\w. ]*\}|%\(?\w+\)?[s%]|\$[A-Za-z_]\w*|@[\w.]+@|__\w+__|%[-\d]*[sdrvq])$|\$\{|\$\(|\{\{|\}\}|<[a-z][\w -]*>|#\{|%\(\w+\)s|\$env:/i;

/** What people write over a value that was taken out, or is still to come. */
const mask =
  /x{5}|[*•]{3}|\.{3}|#{4}|_{4}|-{6}|0{8}|(?:^|[^a-z])x{3,4}(?:$|[^a-z])|…|â[€\x80][¦¢]|redacted|placeholder|change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|[-_ ]here\b|example|fill[-_ ]?(?:me|in)|insert[-_ ]|goes[-_ ]here|to[-_]be[-_]|not[-_]a[-_](?:real|valid)|not[-_]?real/i;

/** Words that start a stand-in when nothing, or a separator, follows them. */
const standIn =
  /^(?:your|my|the|an?|some|any|this|insert|enter|replace|change|put|add|set|use|get|example|sample|dummy|fake|mock|test|testing|tests?|foo|bar|baz|demo|default|todo|fixme|tbd|invalid|wrong|bad|redacted|removed|hidden|masked|secret|placeholder|optional|required|empty|unset|new|old|current|random|temp)(?:$|[-_ .<:].*)/i;

/** Of these, words that a service may well put before its tokens, and tokens that they stand before. */
const prefixed =
  /^(?:test|secret|my|new|default|set|use|get|add|put|random)[-_.:](?<rest>.{16,})$/i;

const isPrefixed = (value: string): boolean => {
  const rest = prefixed.exec(value)?.groups?.["rest"];
  return rest !== undefined && secretness(rest, "key") >= 0.95;
};

/** The name itself, counted at most: `password1`, `my_token`, `SECRET_KEY_2`, `key_1234`. */
const itself =
  /^(?:my|your|the|new|old|test|some|user|db|admin|smtp)?[-_]?(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|(?:(?:api|secret|access)[-_]?)?key)[-_]?(?:\d{0,2}|1234?5?6?)$/i;

/** Values that are what the name says, or what everybody's first set-up has. */
const stock = new Set(
  (
    "none null nil undefined true false yes no unknown any all string str text value key name user username login email " +
    "admin administrator root guest nobody anonymous public private password passwd passphrase passcode pass pwd secret token " +
    "secrets tokens apikey api_key api-key accesstoken access_token credential credentials auth bearer basic oauth oauth2 jwt " +
    "prefix suffix postgres postgresql mysql mariadb mongo mongodb redis rabbitmq minio minioadmin elastic kafka sa oracle scott tiger " +
    "localhost hello world helloworld foobar foobarbaz hunter2 letmein qwerty qwertyuiop asdf asdfgh abc123 changeit pass123 passw0rd " +
    "password1 password12 password123 password1234 pass1234 p4ssw0rd foopass barpass admin123 test123 test1234 secret123 user123 root123 mypassword mysecret " +
    "mytoken my-token mykey yourpassword yourtoken yourkey yourapikey x-oauth-basic x-access-token supersecret super_secret super-secret topsecret s3cr3t s3cret secr3t " +
    "username:password user:pass user:password environment environ config settings input prompt keyring file vault " +
    "passwort kennwort wachtwoord contrasena contrasenya senha haslo parola salasana losenord heslo adgangskode passord motdepasse " +
    "mot-de-passe jelszo lozinka geslo parool slaptazodis sifre matkhau"
  ).split(" "),
);

/**
 * Whether a value only stands where a secret would: `your-key-here`, `xxxx`,
 * `${TOKEN}`, `<token>`, `password`, one character over and over, a run such as
 * `123456789`, or a short piece again and again.
 */
export function isPlaceholder(value: string): boolean {
  return (
    template.test(value) ||
    mask.test(value) ||
    (standIn.test(value) && !isPrefixed(value)) ||
    itself.test(value) ||
    stock.has(value.toLowerCase()) ||
    new Set(value).size < Math.min(5, value.length) ||
    isRun(value) ||
    isRepeated(value)
  );
}

/** Nearly each character is the neighbour of the one before: `abcdefgh`, `9876543210`, `aabbccdd`. */
function isRun(value: string): boolean {
  let steps = 0;
  for (let at = 1; at < value.length; at++)
    if (Math.abs(value.charCodeAt(at) - value.charCodeAt(at - 1)) <= 1) steps++;
  return steps >= (value.length - 1) * 0.7;
}

/** The value is a piece of at most ten characters, said at least three times: `abc123abc123abc123`. */
function isRepeated(value: string): boolean {
  for (let period = 1; period <= Math.min(10, value.length / 3); period++)
    if (value.startsWith(value.slice(period))) return true;
  return false;
}
