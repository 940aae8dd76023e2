import type { Fragment } from "../fragment.ts";
import type { Node } from "../syntax/grammars.ts";
import { Expressions } from "./expressions.ts";
import { type ModuleMemo, movedTo, type ReadFunction } from "./module-memo.ts";
import type { Call, PythonModule } from "./module.ts";
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
 *
 * @param memo Where functions are remembered, if they may be read again.
 */
export function flowOf(
  fragment: Fragment,
  root: Node,
  memo?: ModuleMemo,
): Pick<PythonModule, "calls" | "stores" | "raisedCalls" | "imports"> {
  const imports = importsIn(root);
  const scopes = new Scopes();
  const expressions = new Expressions(fragment, imports, scopes);
  const statements = new Statements(expressions, scopes, memo);
  scopes.past = memo?.begin(imports, fragment.text.length);
  statements.run(root);
  const { calls, stores } = expressions;
  return { calls, stores, raisedCalls: statements.raisedCalls, imports };
}

/** Reads statements, in their order. */
class Statements {
  readonly raisedCalls: Call[] = [];
  readonly #expressions: Expressions;
  readonly #scopes: Scopes;
  readonly #memo: ModuleMemo | undefined;

  constructor(expressions: Expressions, scopes: Scopes, memo: ModuleMemo | undefined) {
    this.#expressions = expressions;
    this.#scopes = scopes;
    this.#memo = memo;
  }

  run(node: Node): void {
    switch (node.type) {
      case "function_definition":
        this.#remembered(node);
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
        this.#raise(node);
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

  /** The call that makes what is raised is evaluated after those in it. */
  #raise(node: Node): void {
    const { calls } = this.#expressions;
    const known = calls.length;
    for (const each of children(node)) this.#expressions.value(each);
    const made =
      calls.length > known && node.namedChild(0)?.type === "call" ? calls.at(-1) : undefined;
    if (made) this.raisedCalls.push(made);
  }

  /** The body of a function or class, in a scope of its own. */
  #body(node: Node, parameters: readonly string[] = []): void {
    const body = node.childForFieldName("body");
    const run = (): void => {
      for (const name of parameters)
        this.#scopes.set(
          name,
          isSecretIdentifier(name) ? taintOf({ kind: "named", name }) : undefined,
        );
      if (body) this.run(body);
    };
    this.#scopes.inside(node.childForFieldName("name")?.text, run, parameters);
  }

  /** Reads a function, unless it was read before and nothing that it depends on has changed. */
  #remembered(node: Node): void {
    const { past } = this.#scopes;
    // What is damaged is read in the light of what stands around it.
    if (!past || node.hasError) {
      this.#function(node);
      return;
    }
    const text = [...this.#expressions.secretOptions, node.text].join("\0");
    const known = past.functions.get(text);
    if (known) this.#repeat(movedTo(node.startIndex, known));
    else this.#memo?.remember(past, text, this.#noted(node));
  }

  /** Reads a function. @returns What that added. */
  #noted(node: Node): ReadFunction {
    const { calls, stores, secretOptions } = this.#expressions;
    const [call, store, raised, option] = [calls, stores, this.raisedCalls, secretOptions].map(
      ({ length }) => length,
    );
    this.#function(node);
    const own = calls.slice(call);
    return {
      start: node.startIndex,
      calls: own,
      stores: stores.slice(store),
      raised: this.raisedCalls.slice(raised).map((each) => own.indexOf(each)),
      options: secretOptions.slice(option),
    };
  }

  #repeat({ calls, stores, raised, options }: ReadFunction): void {
    this.#expressions.calls.push(...calls);
    this.#expressions.stores.push(...stores);
    this.#expressions.secretOptions.push(...options);
    this.raisedCalls.push(...raised.flatMap((each) => calls[each] ?? []));
  }

  #function(node: Node): void {
    const names = children(node.childForFieldName("parameters")).flatMap((parameter) => {
      const named =
        parameter.type === "identifier" ? parameter : parameter.childForFieldName("name");
      const name = (named ?? parameter.namedChild(0))?.text;
      return name === undefined ? [] : [name];
    });
    // What happens inside is nobody's past.
    const { past } = this.#scopes;
    this.#scopes.past = undefined;
    this.#body(node, names);
    this.#scopes.past = past;
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
