import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../deploy/root.ts';
import { SDK_VERSIONS } from '../../local/scf/known-actions.ts';

/** A call as it was sent: `cos` is COS's own SDK, everything else a product of the Cloud API. */
export interface SentCall {
  readonly product: string;
  readonly action: string;
  readonly body: unknown;
}

/** An existing path in the project, so that packages are found; the file is never written. */
const FILE = join(ROOT, 'tests', 'sent-calls.ts');

/**
 * What the compiler says about calls, each written as an object of the type that the SDK has for its request: a parameter
 * that doesn't exist, one that is missing, a wrong type. One line per error, beginning with the action.
 */
export function typeErrors(calls: readonly SentCall[]): readonly string[] {
  const text = sourceOf(calls);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.readFile = (name) => (name === FILE ? text : readFile(name));
  const program = ts.createProgram([FILE], options, host);
  const source = program.getSourceFile(FILE);
  const lines = text.split('\n');
  return ts.getPreEmitDiagnostics(program, source).map(({ start = 0, messageText }) => {
    const { line = 0 } = source?.getLineAndCharacterOfPosition(start) ?? {};
    const [, action = ''] = /\/\* (\w+ \w+) \*\//.exec(lines[line] ?? '') ?? [];
    return `${action}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** One statement on one line for each different call. */
function sourceOf(calls: readonly SentCall[]): string {
  const products = [...new Set(calls.map(({ product }) => product).filter((product) => product !== 'cos'))];
  const imports = products.map((product) => {
    const path = `tencentcloud-sdk-nodejs/tencentcloud/services/${product}/${SDK_VERSIONS[product]}/${product}_client.js`;
    return `import type { Client as ${product} } from '${path}';`;
  });
  const statements = calls.map(({ product, action, body }) => {
    const type = product === 'cos' ? `Parameters<COS['${action}']>[0]` : `Request<${product}['${action}']>`;
    return `/* ${product} ${action} */ given<${type}>(${literal(body)});`;
  });
  return [
    "import type COS from 'cos-nodejs-sdk-v5';",
    ...imports,
    '/** Requests without parameters have the type null. */',
    'type Request<A extends (req: never, ...rest: never[]) => unknown> =',
    '  [NonNullable<Parameters<A>[0]>] extends [never] ? Record<string, never> : NonNullable<Parameters<A>[0]>;',
    'declare function given<T>(request: T): void;',
    ...new Set(statements),
  ].join('\n');
}

/** The value as source text. Bytes are what only COS takes. */
function literal(value: unknown): string {
  if (value instanceof Uint8Array) return "Buffer.from('')";
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return `{ ${entries.map(([key, inner]) => `${JSON.stringify(key)}: ${literal(inner)}`).join(', ')} }`;
  }
  // Code and pictures are long, and any text does.
  return typeof value === 'string' && value.length > 200 ? '"long"' : JSON.stringify(value);
}
