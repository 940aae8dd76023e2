import { type Span, span } from "../../../core/span.ts";
import type { Fragment } from "../fragment.ts";
import type { Node } from "../syntax/grammars.ts";
import type { Argument, Call, Store, Value } from "./module.ts";
import { children, literalOf } from "./nodes.ts";
import type { Scopes } from "./scopes.ts";
import {
  carries,
  carriesReceiver,
  environmentAt,
  environmentCalled,
  environmentNamed,
  fetchedByCall,
  isSecretIdentifier,
} from "./sources.ts";
import { joinedTaint, type Taint, taintOf } from "./taint.ts";

/** Reads expressions: the secrets that get into each, and the calls in it. */
export class Expressions {
  readonly calls: Call[] = [];
  readonly stores: Store[] = [];
  /** Names of options of the command line that hold secrets. */
  readonly secretOptions: string[] = [];
  readonly #fragment: Fragment;
  readonly #imports: ReadonlyMap<string, string>;
  readonly #scopes: Scopes;

  constructor(fragment: Fragment, imports: ReadonlyMap<string, string>, scopes: Scopes) {
    this.#fragment = fragment;
    this.#imports = imports;
    this.#scopes = scopes;
  }

  value(node: Node): Value {
    return {
      at: this.#at(node),
      text: node.text,
      literal: literalOf(node),
      taint: this.taint(node),
    };
  }

  /** The secrets that get into an expression. Notes the calls in it. */
  taint(node: Node): Taint | undefined {
    switch (node.type) {
      case "identifier":
        return this.#identifier(node);
      case "attribute":
        return this.#attribute(node);
      case "subscript":
        return this.#subscript(node);
      case "call":
        return this.#call(node);
      case "dictionary":
        return this.#dictionary(node);
      case "comparison_operator":
      case "not_operator":
        // True or false tells nothing; the calls in it are noted.
        for (const each of children(node)) this.taint(each);
        return undefined;
      case "conditional_expression":
        return this.#conditional(node);
      case "named_expression":
        return this.#named(node);
      case "list_comprehension":
      case "set_comprehension":
      case "dictionary_comprehension":
      case "generator_expression":
        return this.#comprehension(node);
      case "lambda":
      case "comment":
        return undefined;
      default:
        return joinedTaint(children(node).map((each) => this.taint(each)));
    }
  }

  store(target: Node, value: Value, kind: string | undefined, whole: Node): void {
    if (/^(?:pattern_list|tuple_pattern|list_pattern)$/.test(target.type)) {
      // The names of `items()` tell nothing, the values do.
      const skipped = value.text.endsWith(".items()") ? 1 : 0;
      for (const [index, each] of children(target).entries())
        this.store(
          each,
          index < skipped ? { ...value, taint: undefined } : value,
          undefined,
          whole,
        );
      return;
    }
    if (target.type === "identifier" || target.type === "attribute") {
      this.#scopes.set(target.text, value.taint);
      this.#scopes.become(target.text, kind);
    } else if (target.type === "subscript") this.#into(target, value.taint);
    this.stores.push({
      target: this.#name(target),
      targetAt: this.#at(target),
      value,
      at: this.#at(whole),
    });
  }

  /** What an expression is an instance of, by what is called. */
  kindOf(node: Node): string | undefined {
    const called = node.type === "await" ? node.namedChild(0) : node;
    if (called?.type !== "call") return undefined;
    const name = this.#name(called.childForFieldName("function"));
    return name === "" ? undefined : name;
  }

  #at(node: Node): Span {
    return this.#fragment.spanOf(span(node.startIndex, node.endIndex));
  }

  /** `d["k"] = v` adds to what `d` holds. */
  #into(target: Node, taint: Taint | undefined): void {
    const name = target.childForFieldName("value")?.text;
    if (name === undefined || !taint) return;
    const known = this.#scopes.taint(name);
    const key = literalOf(target.childForFieldName("subscript"));
    const keys =
      key === undefined ? undefined : new Map([...(known?.keys ?? []), [key, taint] as const]);
    const sources = joinedTaint([known, taint])?.sources ?? [];
    this.#scopes.set(name, { sources, ...(keys && { keys }) });
  }

  /** A name with its module: `np.save` as `numpy.save`. */
  #name(node: Node | null): string {
    switch (node?.type) {
      case "identifier":
        return this.#imports.get(node.text) ?? this.#scopes.kind(node.text) ?? node.text;
      case "attribute": {
        const known = this.#scopes.kind(node.text);
        if (known !== undefined) return known;
        const receiver = this.#name(node.childForFieldName("object"));
        return `${receiver}.${node.childForFieldName("attribute")?.text ?? ""}`;
      }
      case "call":
        return this.#name(node.childForFieldName("function"));
      case "subscript":
        return `${this.#name(node.childForFieldName("value"))}[]`;
      case "await":
      case "parenthesized_expression":
        return this.#name(node.namedChild(0));
      default:
        return "";
    }
  }

  #identifier(node: Node): Taint | undefined {
    const name = node.text;
    if (this.#scopes.isSet(name)) return this.#scopes.taint(name);
    return environmentNamed(this.#name(node));
  }

  #named(node: Node): Taint | undefined {
    const [name, given] = [node.childForFieldName("name"), node.childForFieldName("value")];
    if (!name || !given) return undefined;
    const value = this.value(given);
    this.store(name, value, this.kindOf(given), node);
    return value.taint;
  }

  #attribute(node: Node): Taint | undefined {
    if (this.#scopes.isSet(node.text)) return this.#scopes.taint(node.text);
    const environment = environmentNamed(this.#name(node));
    const object = node.childForFieldName("object");
    if (environment || !object) return environment;
    const around = this.taint(object);
    const name = node.childForFieldName("attribute")?.text ?? "";
    if (name === "__dict__") return this.#allOf(object) ?? around;
    if (!isSecretIdentifier(name)) return around?.keys?.get(name);
    const isOption = this.#isArguments(object);
    return taintOf(isOption ? { kind: "argument", name } : { kind: "named", name: node.text });
  }

  #isArguments(node: Node): boolean {
    return /\.parse_(?:known_)?args$/.test(this.#name(node)) || namesArguments(node.text);
  }

  /** All arguments of the command line, where some of them hold secrets. */
  #allOf(node: Node): Taint | undefined {
    return this.#isArguments(node) ? this.#allOptions() : undefined;
  }

  #subscript(node: Node): Taint | undefined {
    const [value, key] = [node.childForFieldName("value"), node.childForFieldName("subscript")];
    if (!value) return undefined;
    if (key) this.taint(key);
    const name = literalOf(key);
    const whole = this.#name(value);
    if (environmentNamed(whole)) return environmentAt(whole, name);
    const around = this.taint(value);
    if (isEnvironment(around)) return environmentAt("os.environ", name);
    if (around?.keys) return around.keys.get(name ?? "");
    if (around || name === undefined || !isSecretIdentifier(name)) return around;
    return taintOf({ kind: "named", name: node.text });
  }

  #dictionary(node: Node): Taint | undefined {
    const keys = new Map<string, Taint | undefined>();
    const parts: (Taint | undefined)[] = [];
    for (const each of children(node)) {
      const [key, value] = [each.childForFieldName("key"), each.childForFieldName("value")];
      const taint = this.taint(value ?? each);
      parts.push(taint);
      const name = literalOf(key);
      if (name !== undefined) keys.set(name, taint);
      for (const [known, inside] of value ? [] : (taint?.keys ?? [])) keys.set(known, inside);
    }
    const joined = joinedTaint(parts);
    return joined && { ...joined, keys };
  }

  /** The condition only chooses. */
  #conditional(node: Node): Taint | undefined {
    const [chosen, condition, other] = children(node);
    if (condition) this.taint(condition);
    return joinedTaint([chosen, other].map((each) => each && this.taint(each)));
  }

  #comprehension(node: Node): Taint | undefined {
    const [body, ...clauses] = children(node);
    let taint: Taint | undefined;
    this.#scopes.inside(this.#scopes.name, () => {
      for (const clause of clauses) {
        const [left, right] = [clause.childForFieldName("left"), clause.childForFieldName("right")];
        if (left && right) this.store(left, this.value(right), undefined, clause);
        else this.taint(clause);
      }
      taint = body && this.taint(body);
    });
    // What is chosen from the environment is chosen by name.
    const isChosen = clauses.some(({ type }) => type === "if_clause");
    return isChosen && isEnvironment(taint) ? undefined : taint;
  }

  #call(node: Node): Taint | undefined {
    const called = node.childForFieldName("function");
    if (!called) return undefined;
    const name = this.#name(called);
    const object = called.type === "attribute" ? called.childForFieldName("object") : null;
    const receiver = object ? this.value(object) : undefined;
    if (called.type === "call") this.taint(called);
    const args = children(node.childForFieldName("arguments")).map((each) => this.#argument(each));
    const method = name.slice(name.lastIndexOf(".") + 1);
    this.calls.push({
      name,
      method,
      args,
      receiver,
      at: this.#at(node),
      nameAt: this.#at(called),
      within: this.#scopes.name,
      parameters: this.#scopes.parameters,
    });
    if (method === "add_argument") this.#option(args);
    return this.#given({ name, method, args, receiver });
  }

  #option(args: readonly Argument[]): void {
    const names = args.flatMap(({ literal, keyword }) =>
      literal !== undefined && (keyword === undefined || keyword === "dest") ? [literal] : [],
    );
    const found = names.find((each) =>
      isSecretIdentifier(each.replace(/^-+/, "").replaceAll("-", "_")),
    );
    if (found !== undefined) this.secretOptions.push(found);
  }

  #allOptions(): Taint | undefined {
    const names = [...new Set(this.secretOptions)];
    return names.length > 0 ? taintOf({ kind: "all-arguments", names }) : undefined;
  }

  /** What gets out of a call. */
  #given(call: Given): Taint | undefined {
    const { name, args } = call;
    const fetched = fetchedByCall(name);
    if (fetched) return taintOf(fetched);
    if (/^(?:os\.)?(?:getenv|environ\.\w+)$/.test(name))
      return environmentCalled(name, args[0]?.literal);
    if (givesArguments(call)) return this.#allOptions();
    if (!carries(name)) return carriesReceiver(call.method) ? fromReceiver(call) : undefined;
    const [only, ...others] = args;
    return only && others.length === 0 ? only.taint : joinedTaint(args.map(({ taint }) => taint));
  }

  #argument(node: Node): Argument {
    const value = node.childForFieldName("value");
    const isKeyword = node.type === "keyword_argument" && value !== null;
    const isSpread = node.type.endsWith("_splat");
    const inner = isKeyword ? value : isSpread ? (node.namedChild(0) ?? node) : node;
    return {
      ...this.value(inner),
      keyword: isKeyword ? node.childForFieldName("name")?.text : undefined,
      isSpread,
    };
  }
}

type Given = Pick<Call, "name" | "method" | "args" | "receiver">;

const isEnvironment = (taint: Taint | undefined): boolean =>
  taint?.sources.some(({ kind }) => kind === "whole-environment") === true;

/** How the arguments of the command line are usually called. */
const namesArguments = (text: string): boolean => /^(?:args|opt|opts|FLAGS)$/.test(text);

/** `parser.parse_args()`, `vars(args)`. */
const givesArguments = ({ name, args }: Given): boolean =>
  /\.parse_(?:known_)?args$/.test(name) || (name === "vars" && namesArguments(args[0]?.text ?? ""));

/** What a method gives of what it is called on. */
function fromReceiver({ method, args, receiver }: Given): Taint | undefined {
  const held = receiver?.taint;
  if (method === "get" || method === "pop") return keyed(held, args[0]?.literal);
  const fillsIn = receiver && (method === "format" || method === "join");
  return joinedTaint([held, ...(fillsIn ? args.map(({ taint }) => taint) : [])]);
}

/** What of a mapping stands under a key. */
function keyed(held: Taint | undefined, key: string | undefined): Taint | undefined {
  if (isEnvironment(held)) return environmentAt("os.environ", key);
  return held?.keys && key !== undefined ? held.keys.get(key) : held;
}
