import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';

/** An import or re-export; also an `import()`, and a `new URL('./…', import.meta.url)`, which starts a worker. */
export interface Import {
  /** Path in the project, also of a file of a workspace; or the specifier of a package or of a `node:` module. */
  readonly target: string;
  /** The package, `node:<module>` without subpath, or undefined for a file of the project. */
  readonly library: string | undefined;
  /** Erased at run time. */
  readonly typeOnly: boolean;
  readonly how: 'import' | 'import()' | 'new URL';
  /** Imported names; `*` for all. */
  readonly names: readonly string[];
}

/**
 * A TypeScript or JavaScript file of the project, or the script of a Vue component, with what the checks need of it.
 */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly Import[];
  /** `a.b` for every such expression, `new Date()` without arguments, and names of called functions. */
  readonly expressions: ReadonlySet<string>;
  /** Whether it only re-exports other files. */
  readonly isBarrel: boolean;
}

/** The text of a file of the project. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

let parsed: readonly SourceFile[] | undefined;

/**
 * Every TypeScript and JavaScript file and the script of every Vue component, parsed once for all tests of a process.
 */
export function sourceFiles(): readonly SourceFile[] {
  parsed ??= projectFiles(ROOT)
    .filter((path) => /\.(m?[jt]s|vue)$/.test(path))
    .map((path) => parse(path, path.endsWith('.vue') ? scriptIn(textOf(path)) : textOf(path)));
  return parsed;
}

const scriptIn = (component: string): string => /<script setup lang="ts">(.*?)<\/script>/s.exec(component)?.[1] ?? '';

/** What the checks need of one file. */
export function parse(path: string, text: string): SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const imports: Import[] = [];
  const expressions = new Set<string>();
  const visit = (node: ts.Node): void => {
    const found = importIn(node, file);
    if (found) imports.push(found);
    const expression = expressionIn(node);
    if (expression) expressions.add(expression);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const isBarrel =
    file.statements.length > 0 &&
    file.statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier);
  return { path, imports, expressions, isBarrel };
}

function importIn(node: ts.Node, file: ts.SourceFile): Import | undefined {
  const path = file.fileName;
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const { importClause } = node;
    const typeOnly = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return { ...where(node.moduleSpecifier.text, path), typeOnly, how: 'import', names: namesOf(importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return { ...where(node.moduleSpecifier.text, path), typeOnly: node.isTypeOnly, how: 'import', names: ['*'] };
  }
  const isImportCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isUrl = ts.isNewExpression(node) && node.expression.getText(file) === 'URL' && node.arguments?.length === 2;
  const [specifier] = isImportCall || isUrl ? (node.arguments ?? []) : [];
  if (!specifier || !ts.isStringLiteralLike(specifier) || (isUrl && !specifier.text.startsWith('./'))) return undefined;
  return { ...where(specifier.text, path), typeOnly: false, how: isUrl ? 'new URL' : 'import()', names: ['*'] };
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
  const bindings = clause?.namedBindings;
  const named =
    bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
      : [];
  return [...(clause?.name ? ['default'] : []), ...(bindings && ts.isNamespaceImport(bindings) ? ['*'] : []), ...named];
}

/** The workspaces in packages/: each has the name of its folder. */
export const WORKSPACES: readonly string[] = readdirSync(join(ROOT, 'packages'), { withFileTypes: true }).flatMap(
  (entry) => (entry.isDirectory() ? [entry.name] : []),
);

function where(specifier: string, path: string): Pick<Import, 'target' | 'library'> {
  if (specifier.startsWith('.')) return { target: normalize(join(dirname(path), specifier)), library: undefined };
  const [first = '', second = ''] = specifier.split('/');
  if (WORKSPACES.includes(first)) return { target: `packages/${specifier}`, library: undefined };
  if (specifier.startsWith('node:') || builtinModules.includes(first)) return { target: specifier, library: first };
  return { target: specifier, library: first.startsWith('@') ? `${first}/${second}` : first };
}

function expressionIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression))
    return `${node.expression.text}.${node.name.text}`;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && !node.arguments?.length)
    return `new ${node.expression.text}()`;
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) return `${node.expression.text}()`;
  return undefined;
}
