import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { REFUSALS, type Refusal } from '../../../contracts/kit/refusal.ts';
import { ROOT } from '../../../deploy/root.ts';

/** A named function, a constant, or a member of an object: what it says of refusals, and what it refers to. */
interface Part {
  readonly codes: Set<string>;
  /** Whether it refuses by a code that somebody else has said. */
  throwsGiven: boolean;
  /** `transfer.` of `transfer.${obstacle}`: which ones it is, texts in what it refers to say. */
  readonly beginnings: Set<string>;
  readonly texts: Set<string>;
  readonly refersTo: Set<string>;
  /** `filings.find`: methods of ports, by the name under which a room has the port. */
  readonly calls: Set<string>;
}

/** Names that a function sees, and which part each is. */
interface Scope {
  readonly names: Map<string, string>;
  readonly outer: Scope | undefined;
}

const isCode = (text: string): text is Refusal => Object.hasOwn(REFUSALS, text);
const isFunction = (node: ts.Node | undefined): boolean =>
  node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
/** `createFilings`: its members are called by others, not by itself. */
const isFactory = (name: string): boolean => /#create[A-Z]\w*$/.test(name);

/**
 * The refusals that a use case can come to, read from the source: those of every function that it refers to, and of the methods
 * of ports that it calls.
 *
 * @param folders of one product, such as `functions`, `shared`.
 */
export function createRefusals(folders: readonly string[]) {
  const parts = new Map<string, Part>();
  for (const folder of [...folders, 'platform', 'contracts'])
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
      if (/^(?!page).*(?<!\.(test|suite|cases))\.ts$/.test(name)) readFile(`${folder}/${name}`, parts);

  function reached(start: string, folder: string): readonly Part[] {
    const seen = new Set<string>();
    const left = [start];
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      const part = parts.get(name);
      if (!part || seen.has(name)) continue;
      seen.add(name);
      left.push(...part.refersTo, ...[...part.calls].flatMap((call) => methodsOf(call, folder)));
    }
    return [...seen].flatMap((name) => parts.get(name) ?? []);
  }

  const factories = new Map<string, readonly string[]>();
  /** The members of adapters that a call of one of the room's ports comes to. */
  function methodsOf(call: string, folder: string): readonly string[] {
    const [port = '', method = ''] = call.split('.');
    const provider = `${folder}/ports.ts#${port}`;
    if (!parts.has(provider)) return [];
    const known =
      factories.get(provider) ??
      namesReached(provider).filter((name) => /\/(adapters|application|database)\/.*#\w+$/.test(name));
    factories.set(provider, known);
    return known.map((factory) => `${factory}.${method}`).filter((name) => parts.has(name));
  }

  function namesReached(start: string): readonly string[] {
    const seen = new Set([start]);
    for (const name of seen) for (const next of parts.get(name)?.refersTo ?? []) seen.add(next);
    return [...seen];
  }

  /** @param folder of the room. @param name of the operation. */
  return (folder: string, name: string): readonly Refusal[] => {
    const found = reached(`${folder}/index.ts#room.${name}`, folder);
    const texts = found.flatMap((part) => [...part.texts]);
    const begun = found.flatMap(({ beginnings }) =>
      [...beginnings].flatMap((beginning) => texts.map((text) => beginning + text)),
    );
    const given = found.some(({ throwsGiven }) => throwsGiven) ? texts : [];
    const codes = new Set([...found.flatMap((part) => [...part.codes]), ...begun, ...given].filter(isCode));
    return (Object.keys(REFUSALS) as Refusal[]).filter((code) => codes.has(code));
  };
}

function readFile(file: string, parts: Map<string, Part>): void {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const top: Scope = { names: new Map(), outer: undefined };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) readImport(statement, file, top);
    if (ts.isExportDeclaration(statement)) readReExport(statement, file, parts);
  }
  const body = { file, parts };
  declare(source.statements, file, '#', top);
  for (const statement of source.statements) visit(statement, newPart(), `${file}#`, top, body);
}

function readImport({ importClause, moduleSpecifier }: ts.ImportDeclaration, file: string, { names }: Scope): void {
  const bindings = importClause?.namedBindings;
  if (importClause?.isTypeOnly || !bindings || !ts.isNamedImports(bindings)) return;
  for (const { name, propertyName, isTypeOnly } of bindings.elements)
    if (!isTypeOnly) names.set(name.text, `${pathOf(moduleSpecifier, file)}#${(propertyName ?? name).text}`);
}

function readReExport(statement: ts.ExportDeclaration, file: string, parts: Map<string, Part>): void {
  const { moduleSpecifier, exportClause } = statement;
  if (!moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) return;
  for (const { name, propertyName } of exportClause.elements) {
    const part = newPart();
    part.refersTo.add(`${pathOf(moduleSpecifier, file)}#${(propertyName ?? name).text}`);
    parts.set(`${file}#${name.text}`, part);
  }
}

const pathOf = (specifier: ts.Expression, file: string): string =>
  join(dirname(file), (specifier as ts.StringLiteral).text);

const newPart = (): Part => ({
  codes: new Set(),
  throwsGiven: false,
  beginnings: new Set(),
  texts: new Set(),
  refersTo: new Set(),
  calls: new Set(),
});

/** Gives each function and constant of a block its name. */
function declare(statements: readonly ts.Statement[], owner: string, mark: '#' | '.', { names }: Scope): void {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name)
      names.set(statement.name.text, `${owner}${mark}${statement.name.text}`);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && (mark === '#' || isFunction(initializer)))
        names.set(name.text, `${owner}${mark}${name.text}`);
  }
}

interface Reading {
  readonly file: string;
  readonly parts: Map<string, Part>;
}

/** Reads a node into the part that it belongs to; what has a name of its own becomes a part of its own. */
function visit(node: ts.Node, part: Part, owner: string, scope: Scope, reading: Reading): void {
  const inside = (child: ts.Node) => visit(child, part, owner, scope, reading);
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
  if (ts.isFunctionDeclaration(node) && node.name) {
    const name = scope.names.get(node.name.text);
    if (name !== undefined) return void open(node, name, scope, reading);
  }
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
    const name = scope.names.get(node.name.text);
    if (name?.startsWith(owner) && (owner.endsWith('#') || isFunction(node.initializer)))
      return void open(node.initializer, name, scope, reading);
  }
  if (ts.isObjectLiteralElementLike(node) && node.name && !ts.isSpreadAssignment(node)) {
    const name = `${memberOwner(owner)}.${node.name.getText()}`;
    if (!isFactory(owner)) part.refersTo.add(name);
    const own = open(node, name, scope, reading);
    if (ts.isCallExpression(node.parent.parent)) visit(node.parent.parent.expression, own, name, scope, reading);
    return;
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: port, name } = node.expression;
    const portName = ts.isPropertyAccessExpression(port) ? port.name : port;
    if (ts.isIdentifier(portName)) part.calls.add(`${portName.text}.${name.text}`);
  }
  if (ts.isStringLiteralLike(node)) part.texts.add(node.text);
  if (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    /^(Refused|refusedBy)$/.test(node.expression.getText())
  )
    for (const said of node.arguments?.slice(0, 2) ?? []) readCode(said, part);
  if (ts.isIdentifier(node)) {
    const found = resolve(node.text, scope);
    if (found) part.refersTo.add(found);
    if (node.text === 'BudgetUsedUp') for (const code of BUDGETS) part.codes.add(code);
    return;
  }
  if (ts.isPropertyAccessExpression(node)) return void inside(node.expression);
  ts.forEachChild(node, inside);
}

const BUDGETS = Object.keys(REFUSALS).filter((code) => code.startsWith('budget.'));

/** Members of nested objects belong to the outermost one: a room's use cases, an adapter's methods. */
const memberOwner = (owner: string): string => owner.replace(/(#\w+)\..*$/, '$1');

/** Which code a refusal has: a text, the beginning of one, one of two, or what a variable holds. */
function readCode(said: ts.Expression, part: Part): void {
  if (ts.isStringLiteralLike(said)) part.codes.add(said.text);
  if (ts.isTemplateExpression(said)) part.beginnings.add(said.head.text);
  if (ts.isIdentifier(said)) part.throwsGiven = true;
  if (ts.isConditionalExpression(said))
    for (const expression of [said.whenTrue, said.whenFalse]) readCode(expression, part);
}

function resolve(name: string, scope: Scope | undefined): string | undefined {
  return scope && (scope.names.get(name) ?? resolve(name, scope.outer));
}

/** Reads a part with a name of its own. */
function open(node: ts.Node, name: string, scope: Scope, reading: Reading): Part {
  const part = reading.parts.get(name) ?? newPart();
  reading.parts.set(name, part);
  const inner: Scope = { names: new Map(), outer: scope };
  const target = ts.isPropertyAssignment(node) ? node.initializer : node;
  const { body } = target as Partial<ts.FunctionLikeDeclaration>;
  if (body && ts.isBlock(body)) declare(body.statements, name, '.', inner);
  if (ts.isShorthandPropertyAssignment(node)) visit(node.name, part, name, inner, reading);
  else if (ts.isPropertyAssignment(node)) visit(node.initializer, part, name, inner, reading);
  else ts.forEachChild(node, (child) => visit(child, part, name, inner, reading));
  return part;
}
