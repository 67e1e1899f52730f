/** A statement as an adapter sends it, with the values of a test. */
export interface Statement {
  /** The adapter's file and the line of its call. */
  readonly adapter: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Statements of migrations and of operators' commands run beside the service, or while it is replaced. */
const NOT_THE_SERVICE =
  /^(?:desk\/)?(migrate|migrate-desk|run-migrations|inspect-database|working-role|resealing|sealed-columns|blind-indexes)\.ts/;
const WORK = /^\s*(select|insert|update|delete|with)\b/i;

/** One statement for each shape: lists of two and of three values are the same one. */
export function statementsIn(log: string): readonly Statement[] {
  const shapes = new Map<string, Statement>();
  for (const line of log.split('\n').filter(Boolean)) {
    const statement = JSON.parse(line, fromText) as Statement;
    const { adapter, text } = statement;
    if (NOT_THE_SERVICE.test(adapter) || !WORK.test(text) || /pg_advisory|pg_stat/.test(text)) continue;
    const shape = `${adapter.split(':')[0]} ${shapeOf(text)}`;
    if (!shapes.has(shape)) shapes.set(shape, statement);
  }
  return [...shapes.values()];
}

const shapeOf = (text: string): string =>
  text
    .replaceAll(/\$\d+/g, '$')
    .replaceAll(/\(\$(?:, \$)*\)/g, '($)')
    .replaceAll(/(?:\(\$\), )+\(\$\)/g, '($)');

const fromText = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && typeof (value as { hex?: unknown }).hex === 'string'
    ? Buffer.from((value as { hex: string }).hex, 'hex')
    : value;
