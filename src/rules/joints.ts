/** What may close a name: `os.environ["NAME"]`, `"name":`, `**NAME**`, `name[64]`, and the `\"` of JSON in a string. */
export const closing = /["'`\\\])}*]{0,4}(?:\[\d{0,4}\])?/;

/**
 * Where the value has a name of its own: `{"name": "NAME", "value": "…"}`,
 * `<add key="NAME" value="…"/>`, `variable "NAME" { default = "…" }`,
 * `NAME = Field(default="…")`, `secret set NAME --body "…"`.
 */
export const valueKey =
  /(?:[ \t]{0,2}(?:[,:=][ \t]{0,4}(?:\w{1,16}\(|\{)?|[ \t]\{)?[ \t]{0,4}(?:--|\\?["'])?(?:parameter)?(?:value|default|content|body|secret-string)\\?["']?(?=[ \t]{0,4}[:= ]))?/;

/** An anchor or a type of YAML before the value: `&name`, `!!str`. */
export const tag = /(?:(?:&|!{1,2})[a-z]\w{0,20}[ \t]{1,2})?/;

/** An ampersand within a value: none that parts values of a query, starts an entity, or ends a command. */
export const ampersand = /&(?=\w)(?!\w{1,30}[=;])/;
