/**
 * A stand-in for the Function constructor that interprets its text instead of compiling it. Arquero writes code
 * for its expressions; a page whose Content-Security-Policy forbids eval cannot run that. Covers the JavaScript
 * that Arquero writes, not all of it.
 */
import { type Expression, parse, type Program, type Statement } from "acorn";
import type {
  AnyNode,
  ArrowFunctionExpression,
  AssignmentExpression,
  CallExpression,
  MemberExpression,
  ObjectExpression,
} from "acorn";

/** Values by name, innermost first. */
class Scope {
  private readonly values = new Map<string, unknown>();
  constructor(private readonly outer?: Scope) {}

  declare(name: string, value: unknown): void {
    this.values.set(name, value);
  }

  get(name: string): unknown {
    if (this.values.has(name)) return this.values.get(name);
    if (this.outer !== undefined) return this.outer.get(name);
    return (globalThis as Record<string, unknown>)[name];
  }

  set(name: string, value: unknown): void {
    if (this.values.has(name)) this.values.set(name, value);
    else if (this.outer === undefined) throw new ReferenceError(`${name} is not defined`);
    else this.outer.set(name, value);
  }
}

class Returned {
  constructor(readonly value: unknown) {}
}

type Callable = (...values: unknown[]) => unknown;

/** Like `Function(...names, body)`: a function of the named values whose body is the last argument. */
export function interpretedFunction(...parts: string[]): Callable {
  const body = parts.at(-1) ?? "";
  const names = parts.slice(0, -1);
  const program = parse(body, { ecmaVersion: 2022, allowReturnOutsideFunction: true });
  return (...values) => {
    const scope = new Scope();
    names.forEach((name, index) => scope.declare(name, values[index]));
    return run(program.body, scope, body);
  };
}

function run(statements: Program["body"] | Statement[], scope: Scope, text: string): unknown {
  for (const statement of statements) {
    const result = execute(statement, scope, text);
    if (result instanceof Returned) return result.value;
  }
  return undefined;
}

function execute(node: AnyNode, scope: Scope, text: string): Returned | undefined {
  switch (node.type) {
    case "ReturnStatement":
      return new Returned(node.argument ? evaluate(node.argument, scope, text) : undefined);
    case "ExpressionStatement":
      evaluate(node.expression, scope, text);
      return undefined;
    case "EmptyStatement":
      return undefined;
    case "VariableDeclaration":
      for (const { id, init } of node.declarations) {
        scope.declare(identifier(id), init ? evaluate(init, scope, text) : undefined);
      }
      return undefined;
    default:
      throw unsupported(node);
  }
}

/** Works out an expression. */
function evaluate(node: Expression | AnyNode, scope: Scope, text: string): unknown {
  const value = (inner: AnyNode) => evaluate(inner, scope, text);
  switch (node.type) {
    case "Literal":
      return node.value;
    case "Identifier":
      return scope.get(node.name);
    case "TemplateLiteral":
      return node.quasis
        .map((part, index) =>
          part.value.cooked + (index < node.expressions.length ? String(value(node.expressions[index]!)) : "")
        )
        .join("");
    case "UnaryExpression":
      return unary(node.operator, value(node.argument));
    case "BinaryExpression":
      return binary(node.operator, value(node.left), value(node.right));
    case "LogicalExpression":
      return logical(node.operator, value(node.left), () => value(node.right));
    case "ConditionalExpression":
      return value(value(node.test) ? node.consequent : node.alternate);
    case "SequenceExpression":
      return node.expressions.map(value).at(-1);
    case "ParenthesizedExpression":
      return value(node.expression);
    case "AssignmentExpression":
      return assign(node, scope, text);
    case "MemberExpression":
      return member(node, scope, text).value;
    case "CallExpression":
      return call(node, scope, text);
    case "NewExpression":
      return Reflect.construct(value(node.callee) as Callable, values(node.arguments, scope, text));
    case "ArrayExpression":
      return values(node.elements.filter((element) => element !== null), scope, text);
    case "ObjectExpression":
      return object(node, scope, text);
    case "ArrowFunctionExpression":
      return arrow(node, scope, text);
    default:
      throw unsupported(node);
  }
}

function call(node: CallExpression, scope: Scope, text: string): unknown {
  const parameters = values(node.arguments, scope, text);
  if (node.callee.type === "MemberExpression") {
    const { owner, value } = member(node.callee, scope, text);
    return Reflect.apply(value as Callable, owner, parameters);
  }
  return (evaluate(node.callee, scope, text) as Callable)(...parameters);
}

function assign(node: AssignmentExpression, scope: Scope, text: string): unknown {
  if (node.operator !== "=") throw unsupported(node);
  const value = evaluate(node.right, scope, text);
  if (node.left.type === "MemberExpression") {
    const { owner, key } = member(node.left, scope, text);
    owner[key] = value;
  } else {
    scope.set(identifier(node.left), value);
  }
  return value;
}

interface Member {
  owner: Record<PropertyKey, unknown>;
  key: PropertyKey;
  value: unknown;
}

function member(node: MemberExpression, scope: Scope, text: string): Member {
  const owner = evaluate(node.object, scope, text) as Member["owner"];
  const key =
    (node.computed ? evaluate(node.property, scope, text) : identifier(node.property)) as PropertyKey;
  return { owner, key, value: owner[key] };
}

function values(nodes: readonly AnyNode[], scope: Scope, text: string): unknown[] {
  return nodes.flatMap((node) =>
    node.type === "SpreadElement"
      ? [...evaluate(node.argument, scope, text) as Iterable<unknown>]
      : [evaluate(node, scope, text)]
  );
}

function object(node: ObjectExpression, scope: Scope, text: string): Record<PropertyKey, unknown> {
  const result: Record<PropertyKey, unknown> = {};
  for (const property of node.properties) {
    if (property.type !== "Property") throw unsupported(property);
    const { key, computed } = property;
    const name = !computed && key.type === "Identifier" ? key.name : evaluate(key, scope, text);
    result[name as PropertyKey] = evaluate(property.value, scope, text);
  }
  return result;
}

function arrow(node: ArrowFunctionExpression, scope: Scope, text: string): Callable {
  const names = node.params.map(identifier);
  const made: Callable = (...parameters) => {
    const inner = new Scope(scope);
    names.forEach((name, index) => inner.declare(name, parameters[index]));
    if (node.body.type === "BlockStatement") return run(node.body.body, inner, text);
    return evaluate(node.body, inner, text);
  };
  // Arquero tells functions apart by their source.
  return Object.assign(made, { toString: () => text.slice(node.start, node.end) });
}

function identifier(node: AnyNode): string {
  if (node.type !== "Identifier") throw unsupported(node);
  return node.name;
}

function unary(operator: string, value: unknown): unknown {
  const operand = value as number;
  switch (operator) {
    case "-":
      return -operand;
    case "+":
      return +operand;
    case "!":
      return !operand;
    case "~":
      return ~operand;
    case "typeof":
      return typeof value;
    default:
      throw new SyntaxError(`Cannot interpret operator ${operator}`);
  }
}

const BINARY: Readonly<Record<string, (left: number, right: number) => unknown>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "**": (left, right) => left ** right,
  "<": (left, right) => left < right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  ">=": (left, right) => left >= right,
  // deno-lint-ignore eqeqeq -- `== null` in the code we are given means null or undefined
  "==": (left, right) => left == right,
  // deno-lint-ignore eqeqeq -- as above
  "!=": (left, right) => left != right,
  "===": (left, right) => left === right,
  "!==": (left, right) => left !== right,
  "&": (left, right) => left & right,
  "|": (left, right) => left | right,
};

function binary(operator: string, left: unknown, right: unknown): unknown {
  const apply = BINARY[operator];
  if (apply === undefined) throw new SyntaxError(`Cannot interpret operator ${operator}`);
  return apply(left as number, right as number);
}

function logical(operator: string, left: unknown, right: () => unknown): unknown {
  if (operator === "&&") return left && right();
  if (operator === "||") return left || right();
  return left ?? right();
}

function unsupported(node: AnyNode): SyntaxError {
  return new SyntaxError(`Cannot interpret ${node.type}: not among the JavaScript this interpreter covers`);
}
