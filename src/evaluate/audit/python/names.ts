import type { Node } from "../syntax/grammars.ts";

/** What each imported name stands for: `np` for `numpy`, `login` for `huggingface_hub.login`. */
export function importsIn(root: Node): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const node of root.descendantsOfType(["import_statement", "import_from_statement"])) {
    if (node.type === "import_statement")
      for (const each of node.childrenForFieldName("name")) if (each) add(imports, each, "");
    if (node.type === "import_from_statement") {
      const module = node.childForFieldName("module_name")?.text ?? "";
      for (const each of node.childrenForFieldName("name"))
        if (each) add(imports, each, `${module}.`);
    }
  }
  return imports;
}

function add(imports: Map<string, string>, node: Node, module: string): void {
  const name = (node.childForFieldName("name") ?? node).text;
  const alias = node.childForFieldName("alias")?.text;
  if (alias !== undefined) imports.set(alias, `${module}${name}`);
  // `import a.b` makes `a` known, which stands for itself.
  else if (module === "") imports.set(name.split(".", 1)[0] ?? name, name.split(".", 1)[0] ?? name);
  else imports.set(name, `${module}${name}`);
}
