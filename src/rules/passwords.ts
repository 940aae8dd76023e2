import { ampersand } from "./joints.ts";

/** No path, and no call, index or `a.b` in code. */
const start =
  /(?!\/|[A-Za-z_]\w{0,30}(?:\.[A-Za-z_]\w{0,40}){1,4}(?:[\s,)\]};]|$)|[A-Za-z_]\w{0,40}[[(])/;

/** A password without spaces, quotes or brackets. */
export const password: RegExp = new RegExp(
  `${start.source}(?:[^\\s"'\`<>{}()$\\\\,;|&]|${ampersand.source}){6,128}(?![([{$])`,
);

/** A password in quotes, or up to the next space; not a variable, an option or a stand-in in brackets. */
const given = new RegExp(
  `["']?(?![-$%<{@*])(?<value>(?:[^\\s"'<>{}()\\\\,;|&]|${ampersand.source}){5,128})(?=["'\\s\\\\;|&,]|$)`,
);

/**
 * A pattern for what `command` is given after `option`, on a command line or in
 * a list of arguments: `mongosh --host db -p VALUE`, `["mongosh", "-p", "VALUE"]`.
 */
export const argument = (command: RegExp, option: RegExp): RegExp =>
  new RegExp(
    `(?<![A-Za-z0-9_-])(?:${command.source})(?:\\.exe)?(?=["' \\t])[^\\n|;]{0,240}?[ \\t"']` +
      `(?:${option.source})(?:["'],[ \\t]{0,2}|[ \\t=]{1,2})${given.source}`,
  );
