import type { Fragment } from "../fragment.ts";
import type { Node } from "../syntax/grammars.ts";
import { Expressions } from "./expressions.ts";
import type { PythonModule, Value } from "./module.ts";
import { importsIn } from "./names.ts";
import { children } from "./nodes.ts";
import { Scopes } from "./scopes.ts";
import { isSecretIdentifier } from "./sources.ts";
import { joinedTaint, taintOf } from "./taint.ts";

/**
 * What happens in a module, with the secrets that get into each value.
 *
 * A light flow: inside a function, statement by statement, branches one after the
 * other. What a function does with its arguments is not followed into it.
 */
export function flowOf(
  fragment: Fragment,
  root: Node,
): Pick<PythonModule, "calls" | "stores" | "raised" | "imports"> {
  const imports = importsIn(root);
  const scopes = new Scopes();
  const expressions = new Expressions(fragment, imports, scopes);
  const statements = new Statements(expressions, scopes);
  statements.run(root);
  const { calls, stores } = expressions;
  return { calls, stores, raised: statements.raised, imports };
}

/** Reads statements, in their order. */
class Statements {
  readonly raised: Value[] = [];
  readonly #expressions: Expressions;
  readonly #scopes: Scopes;

  constructor(expressions: Expressions, scopes: Scopes) {
    this.#expressions = expressions;
    this.#scopes = scopes;
  }

  run(node: Node): void {
    switch (node.type) {
      case "function_definition":
        this.#function(node);
        return;
      case "class_definition":
        this.#body(node);
        return;
      case "assignment":
        this.#assign(node.childForFieldName("left"), node.childForFieldName("right"), node);
        return;
      case "augmented_assignment":
        this.#add(node);
        return;
      case "with_item":
        this.#with(node);
        return;
      case "for_statement":
        this.#for(node);
        return;
      case "raise_statement":
        for (const each of children(node)) this.raised.push(this.#expressions.value(each));
        return;
      case "import_statement":
      case "import_from_statement":
      case "comment":
        return;
      default:
        if (isStatement(node)) for (const each of children(node)) this.run(each);
        else this.#expressions.taint(node);
    }
  }

  /** The body of a function or class, in a scope of its own. */
  #body(node: Node, prepare?: () => void): void {
    const body = node.childForFieldName("body");
    this.#scopes.inside(node.childForFieldName("name")?.text, () => {
      prepare?.();
      if (body) this.run(body);
    });
  }

  #function(node: Node): void {
    this.#body(node, () => {
      for (const parameter of children(node.childForFieldName("parameters"))) {
        const isName = parameter.type === "identifier";
        const named = isName ? parameter : parameter.childForFieldName("name");
        const name = (named ?? parameter.namedChild(0))?.text;
        if (name !== undefined)
          this.#scopes.set(
            name,
            isSecretIdentifier(name) ? taintOf({ kind: "named", name }) : undefined,
          );
      }
    });
  }

  #assign(left: Node | null, right: Node | null, whole: Node): void {
    if (!left || !right) return;
    if (
      /^(?:pattern|tuple|list)/.test(left.type) &&
      /^(?:expression_list|tuple|list)$/.test(right.type)
    ) {
      const values = children(right);
      for (const [index, target] of children(left).entries())
        this.#assign(target, values[index] ?? null, whole);
      return;
    }
    const value = this.#expressions.value(right);
    this.#expressions.store(left, value, this.#expressions.kindOf(right), whole);
  }

  #with(node: Node): void {
    const value = node.childForFieldName("value") ?? node;
    const [subject, alias] = value.type === "as_pattern" ? children(value) : [value, undefined];
    if (!subject) return;
    const given = this.#expressions.value(subject);
    const target = alias?.namedChild(0);
    if (target) this.#expressions.store(target, given, this.#expressions.kindOf(subject), node);
  }

  #for(node: Node): void {
    const [left, right] = [node.childForFieldName("left"), node.childForFieldName("right")];
    if (left && right)
      this.#expressions.store(left, this.#expressions.value(right), undefined, node);
    for (const each of children(node)) if (each !== left && each !== right) this.run(each);
  }

  #add(node: Node): void {
    const [left, right] = [node.childForFieldName("left"), node.childForFieldName("right")];
    if (!left || !right) return;
    const taint = joinedTaint([this.#scopes.taint(left.text), this.#expressions.taint(right)]);
    if (taint) this.#scopes.set(left.text, taint);
  }
}

/** What holds statements, or is one that holds expressions. */
const isStatement = (node: Node): boolean =>
  /(?:_statement|_clause|_definition|^module|^block|^decorator|^case_pattern|^ERROR)$/.test(
    node.type,
  );
