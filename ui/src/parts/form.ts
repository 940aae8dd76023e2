/** What was typed into a field; empty where there is none. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Names with commas between. */
export const listIn = (form: FormData, name: string): readonly string[] =>
  textIn(form, name)
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
