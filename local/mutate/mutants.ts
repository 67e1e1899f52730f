import ts from 'typescript';

/** One small change of a file that a test should notice. */
export interface Mutant {
  /** Place in the text, and what stands there instead. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  /** What was done, e.g. `< → <=`. */
  readonly change: string;
  /** Why no test can notice it, as a comment beside the line says. */
  readonly explanation: string | undefined;
}

const OPERATORS: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.QuestionQuestionToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.PercentToken, '*'],
]);

/** Calls that hand on a changed copy of what they are called on: without them the value itself is handed on. */
const STEPS = [
  'trim',
  'toLowerCase',
  'toUpperCase',
  'normalize',
  'replace',
  'filter',
  'slice',
  'toSorted',
  'toReversed',
  'flat',
];

/** Properties that tell where a rule comes from: pages show them, no behaviour follows. */
const FOR_PAGES = ['when', 'source', 'status'];

/** Every mutant of a file, in the order of the text. A comment `mutation: … because …` on the line or above it explains its mutants. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lines = text.split('\n');
  const found: Mutant[] = [];
  const add = (start: number, end: number, replacement: string, change: string) => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    const above = lines[line - 1]?.trim();
    const explanation = explanationIn(lines[line]) ?? (above?.startsWith('//') ? explanationIn(above) : undefined);
    found.push({ start, end, replacement, line: line + 1, change, explanation });
  };
  const visit = (node: ts.Node): void => {
    if (isWithoutBehaviour(node)) return;
    mutate(node, file, add);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.toSorted((one, other) => one.start - other.start);
}

const explanationIn = (line = ''): string | undefined => /\/\/ mutation: (.+)$/.exec(line)?.[1];

const isWithoutBehaviour = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isImportDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.isPropertyAssignment(node) && FOR_PAGES.includes(node.name.getText()));

type Add = (start: number, end: number, replacement: string, change: string) => void;

function mutate(node: ts.Node, file: ts.SourceFile, add: Add): void {
  const replace = (part: ts.Node, replacement: string, change: string) =>
    add(part.getStart(file), part.getEnd(), replacement, change);
  if (ts.isBinaryExpression(node)) {
    const instead = OPERATORS.get(node.operatorToken.kind);
    const was = node.operatorToken.getText(file);
    if (instead) replace(node.operatorToken, instead, `${was} → ${instead}`);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    replace(node, node.operand.getText(file), '! removed');
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false', 'true → false');
  else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true', 'false → true');
  else if (ts.isConditionalExpression(node) || ts.isIfStatement(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition;
    for (const value of ['true', 'false']) replace(condition, value, `condition → ${value}`);
  } else if (ts.isNumericLiteral(node)) {
    const value = Number(node.text);
    for (const near of [value + 1, value - 1]) replace(node, `(${near})`, `${value} → ${near}`);
  } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    if (node.text !== '' && !isName(node)) replace(node, "''", 'text → empty');
  } else if (ts.isTemplateExpression(node)) replace(node, "''", 'text → empty');
  else if (ts.isRegularExpressionLiteral(node)) withoutAnchors(node, replace);
  else if (ts.isArrayLiteralExpression(node)) withoutElements(node, file, add);
  else if (isStep(node))
    replace(node, node.expression.expression.getText(file), `.${node.expression.name.text}() removed`);
}

/** A string that names a property. */
const isName = (node: ts.Node): boolean => ts.isPropertyAssignment(node.parent) && node.parent.name === node;

function withoutAnchors(
  node: ts.RegularExpressionLiteral,
  replace: (part: ts.Node, text: string, change: string) => void,
): void {
  const [, body = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
  if (body.startsWith('^')) replace(node, `/${body.slice(1)}/${flags}`, '^ removed');
  if (body.endsWith('$') && !body.endsWith('\\$')) replace(node, `/${body.slice(0, -1)}/${flags}`, '$ removed');
}

function withoutElements(node: ts.ArrayLiteralExpression, file: ts.SourceFile, add: Add): void {
  for (const [at, element] of node.elements.entries()) {
    const next = node.elements[at + 1];
    // With the comma behind it: between two commas it would leave a hole.
    add(element.getStart(file), next?.getStart(file) ?? node.elements.end, '', `element ${at + 1} removed`);
  }
}

type StepCall = ts.CallExpression & { readonly expression: ts.PropertyAccessExpression };

const isStep = (node: ts.Node): node is StepCall =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  STEPS.includes(node.expression.name.text);

/** The text of a file with one mutant in it. */
export const withMutant = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end);
