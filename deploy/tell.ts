import { ConfigurationError } from '../platform/config/configuration.ts';

/** Errors that only a mistake of ours throws: their stack says where. */
const OURS = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Rethrows an error as a `ServerlessError`: of those the CLI prints the message alone, of any other the stack, too. */
export function tell(error: unknown): never {
  if (!(error instanceof Error) || OURS.some((kind) => error instanceof kind)) throw error;
  throw Object.assign(new Error(sentenceOf(error), { cause: error }), { name: 'ServerlessError' });
}

function sentenceOf(error: Error): string {
  if (!(error instanceof ConfigurationError)) return withCode(error);
  const lines = error.problems.map(({ name, sentence }) => `  ${name}: ${sentence}`);
  return `变量缺少或不对，什么也没改：\n${lines.join('\n')}\n逐项怎样改，运行 npm run doctor -- --only settings。`;
}

/** The Cloud API's messages leave their code out. */
function withCode(error: Error): string {
  const { code } = (error.cause ?? error) as { readonly code?: unknown };
  return typeof code === 'string' && !error.message.includes(code) ? `${error.message}（${code}）` : error.message;
}
