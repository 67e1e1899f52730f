import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../../deploy/root.ts';

export type Json = Readonly<Record<string, unknown>>;

/** An expression of a source file. */
export interface Written {
  readonly expression: ts.Expression;
  /** By its path in the project. */
  readonly file: string;
}

interface SourceText {
  /** What the file declares as constants, by name, with their docstrings. */
  readonly constants: ReadonlyMap<string, { readonly doc: string | undefined; readonly written: Written }>;
  /** Imported names, and where they come from. */
  readonly imports: ReadonlyMap<string, string>;
  readonly source: ts.SourceFile;
}

const texts = new Map<string, SourceText>();

function textOf(file: string): SourceText {
  const known = texts.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const constants: [string, { doc: string | undefined; written: Written }][] = [];
  const imports: [string, string][] = [];
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer)
          constants.push([name.getText(), { doc: docOf(statement), written: { expression: initializer, file } }]);
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const names = statement.importClause?.namedBindings;
      if (names && ts.isNamedImports(names))
        for (const { name } of names.elements)
          imports.push([name.text, join(dirname(file), statement.moduleSpecifier.text)]);
    }
  }
  const text = { constants: new Map(constants), imports: new Map(imports), source };
  texts.set(file, text);
  return text;
}

/** The docstring of a declaration or a property: its lines joined, its paragraphs kept. */
function docOf(node: ts.Node): string | undefined {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).slice(-1);
  const text = doc && ts.getTextOfJSDocComment(doc.comment);
  return text?.replaceAll(/\n(?!\n)(?<!\n\n)/g, ' ').trim();
}

/** An exported constant with its docstring. */
export const constantOf = (file: string, name: string) => textOf(file).constants.get(name);

/** An operation as its contract writes it: what it does beyond its summary, and the parts that have schemas. */
export interface WrittenOperation {
  readonly doc: string | undefined;
  readonly part: (name: string) => Written | undefined;
}

/** The operations that a file of contracts declares, by name. */
export function operationsIn(file: string): ReadonlyMap<string, WrittenOperation> {
  const found = new Map<string, WrittenOperation>();
  const visit = (node: ts.Node): void => {
    const value = ts.isPropertyAssignment(node) ? node.initializer : undefined;
    if (value && ts.isObjectLiteralExpression(value) && propertyOf(value, 'summary') && propertyOf(value, 'reply')) {
      const part = (name: string) => {
        const expression = propertyOf(value, name);
        return expression && { expression, file };
      };
      found.set((node as ts.PropertyAssignment).name.getText(), { doc: docOf(node), part });
    } else ts.forEachChild(node, visit);
  };
  visit(textOf(file).source);
  return found;
}

/** The value of a property; that of `{ name }` is the name itself. */
function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

interface Made {
  readonly properties?: Json;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly additionalProperties?: unknown;
}
type Part = readonly [made: unknown, source: ts.Expression | undefined];

/** What their constants say is for whoever writes a contract. */
const OUR_WORDS = ['contracts/kit/words.ts', 'contracts/kit/instant.ts'];

/** Writes the docstrings of a schema's source into the JSON Schema that was made of it. */
export function describe(json: unknown, written: Written | undefined): void {
  if (!written || typeof json !== 'object' || json === null || '$ref' in json) return;
  const { expression, file } = written;
  const at = (next: ts.Expression | undefined): Written | undefined => next && { expression: next, file };
  const { properties } = json as Made;
  if (ts.isIdentifier(expression)) {
    const { constants, imports } = textOf(file);
    const source = imports.get(expression.text);
    const constant = source?.startsWith('..')
      ? undefined
      : source
        ? constantOf(source, expression.text)
        : constants.get(expression.text);
    describe(json, constant?.written);
    if (source && OUR_WORDS.includes(source)) return;
    if (constant?.doc && !('description' in json)) Object.assign(json, { description: constant.doc });
    return;
  }
  if (ts.isObjectLiteralExpression(expression)) {
    for (const property of expression.properties) {
      if (ts.isSpreadAssignment(property)) describe(json, at(property.expression));
      const name = property.name?.getText().replaceAll(/^'|'$/g, '');
      const part = name === undefined ? undefined : properties?.[name];
      if (!part || typeof part !== 'object') continue;
      describe(part, at(ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Identifier)));
      const doc = docOf(property);
      if (doc) Object.assign(part, { description: doc });
    }
    return;
  }
  if (ts.isPropertyAccessExpression(expression)) describe(json, at(expression.expression));
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return;
  const { name, expression: owner } = expression.expression;
  for (const [part, source] of owner.getText() === 'z'
    ? partsOf(name.text, expression.arguments, json)
    : ([[json, owner]] as const))
    describe(part, at(source));
}

/** Which parts of the JSON Schema the arguments of one of zod's functions became. */
function partsOf(name: string, [first, second]: readonly ts.Expression[], json: object): readonly Part[] {
  const { items, anyOf, oneOf, additionalProperties } = json as Made;
  if (name === 'array') return [[items, first]];
  if (name === 'nullable') return [[anyOf?.[0] ?? json, first]];
  if (name === 'record') return [[additionalProperties, second]];
  if (name === 'extend')
    return [
      [json, first],
      [json, second],
    ];
  const members = name === 'union' ? first : name === 'discriminatedUnion' ? second : undefined;
  if (!members || !ts.isArrayLiteralExpression(members)) return [[json, first]];
  return members.elements.map((member, place) => [(oneOf ?? anyOf ?? [])[place], member] as const);
}
