/**
 * The pairs of letters that words are made of: after each letter those that
 * follow it often. The 200 commonest of 676, counted over the words of Debian's
 * documentation and of Python's and TypeScript's identifiers; they make up 85 %
 * of the pairs there, and 30 % of the pairs in random letters.
 */
const followers =
  "a:bcdgilmnprstuy b:aeilosu c:aehiklortu d:adeiorsu e:acdefgilmnprstvwx f:aefioru g:aeirs h:aeio " +
  "i:abcdefglmnoprstvz k:ei l:adeilostuy m:aeimopsu n:acdefginostu o:bcdglmnoprstuvw p:aeiloprst q:u " +
  "r:acdegimnorstuy s:acehilopstuy t:acehilorstuy u:belmnprst v:aei w:ai y:p z:e";

const commonPairs = new Set(
  followers.split(" ").flatMap((each) => Array.from(each.slice(2), (next) => `${each[0]}${next}`)),
);

/** How many of the pairs of letters must be common, and how long the parts must be on average. */
const least = { share: 0.62, length: 2.8 };

/**
 * Whether a value is words, joined or with numbers, as `access_token_url`,
 * `hiddenSize2` and `tls-cert-2024` are: what is chosen at random is not.
 */
export function isWords(value: string): boolean {
  if (!/^_*[A-Za-z][A-Za-z0-9\-_. /:,\\@()[\]]*$/.test(value)) return false;
  const parts = value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  const numbers = value.match(/[0-9]+/g) ?? [];
  const letters = parts.join("").length;
  if (numbers.length > parts.length || numbers.join("").length > letters) return false;
  return letters >= parts.length * least.length && commonShare(parts) >= least.share;
}

/** The share of common pairs in all pairs of letters; 1 where there are none. */
function commonShare(parts: readonly string[]): number {
  let pairs = 0;
  let common = 0;
  for (const part of parts.map((each) => each.toLowerCase()))
    for (let at = 1; at < part.length; at++) {
      pairs++;
      if (commonPairs.has(part.slice(at - 1, at + 1))) common++;
    }
  return pairs === 0 ? 1 : common / pairs;
}
