/**
 * What may not stand before a token: a letter, a digit or `_`, unless it is the
 * end of an escape (`\n`), of a percent code (`%3D`) or of a terminal's colour.
 */
const open = /(?<![A-Za-z0-9_](?<!\\[nrt]|%[0-9A-Fa-f]{2}|\x1b\[[0-9;]{0,9}m))/;

/** What may not follow it: then it is a piece of something longer. The end of a comment (`-->`) may. */
const closed = /(?![A-Za-z0-9_]|-(?!->))/;

/** A pattern for a token that its own form gives away: `value` as a word of its own. */
export const token = (value: RegExp): RegExp =>
  new RegExp(`${open.source}(?<value>${value.source})${closed.source}`, value.flags);
