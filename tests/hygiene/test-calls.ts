import ts from 'typescript';

/** One `it(…)` or `describe(…)` of a test file. */
export interface TestCall {
  readonly path: string;
  /** `it`, `it.each`, `describe.skip` … */
  readonly call: string;
  readonly name: string;
  /** Names of the enclosing groups. */
  readonly group: string;
  /** Text of the test's function. */
  readonly body: string;
}

const TEST_CALL = /^(it|test|describe)(\.(each|for|only|skip|todo|fails|skipIf|runIf|concurrent|sequential))*$/;

/** Every test and group of tests in a file. */
export function testCallsIn(path: string, text: string): readonly TestCall[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  const found: TestCall[] = [];
  const visit = (node: ts.Node, group: string): void => {
    const item = ts.isCallExpression(node) ? testCall(node, file) : undefined;
    if (item) found.push({ path, group, ...item });
    const inner = item?.call.startsWith('describe') ? `${group}${item.name} > ` : group;
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, '');
  return found;
}

function testCall(node: ts.CallExpression, file: ts.SourceFile): Pick<TestCall, 'call' | 'name' | 'body'> | undefined {
  // `it.each(table)(name, test)` calls the result of a call.
  const callee = ts.isCallExpression(node.expression) ? node.expression.expression : node.expression;
  const [call, [name, ...rest]] = [callee.getText(file), node.arguments];
  if (!TEST_CALL.test(call) || !name || !(ts.isStringLiteralLike(name) || ts.isTemplateExpression(name)))
    return undefined;
  const body = rest.find((expression) => ts.isArrowFunction(expression) || ts.isFunctionExpression(expression));
  return { call, name: name.getText(file).slice(1, -1), body: body?.getText(file) ?? '' };
}
