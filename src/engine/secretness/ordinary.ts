/** Forms that tell what a value is, and that it is no secret. */
const ordinary: readonly RegExp[] = [
  // Dates, times, versions, numbers with units.
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ][\d:.+Z-]*)?$/,
  /^[v^~=<>]{0,2}\d{1,4}(?:\.\d{1,6}){1,4}(?:[-+.]?(?:a|b|rc|alpha|beta|dev|post)[.\d]*)?$/i,
  /[a-z][-_.]\d{4}-\d{2}-\d{2}(?:\.\w{1,5})?$/i,
  /^\d{1,10}(?:\.\d{1,6})?(?:px|em|rem|ms|s|kb|mb|gb|kib|mib|gib|%)$/i,
  // Addresses: of the web, of people, of files; names of types of content.
  /^[a-z][a-z0-9+.-]{1,12}:\/\//i,
  /^[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}$/,
  /^(?:\.{0,2}|~|[A-Za-z]:|[\w-]{1,20})(?:[\\/]{1,2}[\w.@$-]{1,40}){1,12}\.\w{1,5}$/,
  /^(?:application|text|image|audio|video|multipart)\/[\w.+-]{2,40}(?:;.*)?$/i,
  /^[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}$/i,
  /^[A-Za-z][A-Za-z_-]{2,30}=(?!=)./,
  // Sums with the name of what made them, and pictures in base64.
  /^(?:sha-?\d{1,3}|md5|blake\w{1,3}|crc32)[-:=]/i,
  /^(?:data:|iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/,
  // Algorithms, encodings, colours, what printf fills in.
  /^(?:h?mac-?)?(?:sha-?[\d-]{1,7}|md5|bcrypt|scrypt|argon2\w{0,3}|pbkdf2[\w-]*|scram-[\w-]+|aes-?[\w-]+|rsa-?[\w-]+|[edx]{1,2}25519|x509|oauth\d?|utf-?8\w{0,3}|latin-?1|base\d\d|pkcs\d{1,2}|tls-?v?[\d.]+|[rh]s256)(?:[-_](?:crypt|key|hash|auth))?$/i,
  /^#[0-9a-f]{3,8}$/i,
  /^[^%]{0,20}%[-\d.]*[sdrvxif](?![A-Za-z0-9])[^%]{0,20}$/,
  // What a password was turned into, so that it can be checked.
  /^\{?[a-z0-9-]{0,16}\$[\w,.=-]{1,60}\$|^\{[A-Z0-9-]{2,12}\}/,
  // The name of a secret, as of a variable that holds it.
  /^[a-z][a-z0-9]{0,20}(?:[-_][a-z0-9]{1,20}){0,6}[-_](?:(?:api)?keys?|tokens?|secrets?|passw(?:or)?d|pass|credentials?)\d?$/i,
  // What everybody types who needs a key for an example.
  /^[a-z]{0,8}[-_]?(?:1234567890|123456789|12345678|0123456789)$/i,
  // Code: calls, indices, generics, members of objects, and what comes next in a test.
  /^[A-Za-z_$][\w$.]{0,60}(?:\(.*\)|\[.*\]|<.*>)[;,]?$/,
  /^[a-z_$][A-Za-z_$]{0,30}\.[A-Za-z_$]{2,40}(?:\.[A-Za-z_$\d]{2,40}){0,6}$/,
  /^[a-z_]\w{1,30}(?:\.[A-Za-z_]\w{1,40}){0,5}\.[A-Z][a-z]{2,}[A-Za-z]{0,40}\d{0,3}$/,
  /^[!=]{0,3}[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,40}){1,5}[?!&|=+].{0,80}$/,
  /^[a-z_]\w{1,30}\.[A-Z][a-z]\w{0,30}(?:Key|Token|Error|Exception|Type|Class|Config|Client)$|^return\b/,
  /^!!?[a-z_][\w.]*$|^[A-Za-z_]\w{0,30}(?:\.[a-z_][A-Za-z_]{2,30}){1,6}$/,
  /^_\w{1,20}\$\w{1,40}$|@entry=0x/,
  /^(?:[a-z0-9]{1,20}\/){2,8}[a-z0-9-]{1,40}$/,
];

/** Whether the form of a value says that it is something else than a secret. */
export const isOrdinary = (value: string): boolean => ordinary.some((form) => form.test(value));

/** Many services give out UUIDs as keys, and everyone gives them to everything else, too. */
export const isUuid = (value: string): boolean =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
