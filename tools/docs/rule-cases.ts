import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import type { AnyCase } from '../../shared/domain/rules/case.ts';

const FOLDER = 'shared/domain/rules';

/** A case for which a rule has a finding at `field`, or none when that is undefined. */
export interface RuleCase {
  readonly rule: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly of: AnyCase;
  readonly field: string | undefined;
  readonly says?: string | undefined;
}

/** One `*.cases.ts`: the cases, and by the id of a rule every sentence that they produce. */
export interface RuleTable {
  readonly name: string;
  readonly cases: readonly RuleCase[];
  readonly sentences: Readonly<Record<string, readonly string[]>>;
}

/** The tables of cases beside the rules: every `*.cases.ts`, so that a new table can't be forgotten. */
export async function ruleTables(): Promise<readonly RuleTable[]> {
  const paths = readdirSync(join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' });
  const tables = paths.flatMap((path) =>
    path.endsWith('.cases.ts') ? [{ path, name: basename(path, '.cases.ts') }] : [],
  );
  const byName = tables.toSorted((first, second) => (first.name < second.name ? -1 : 1));
  return Promise.all(byName.map(async ({ path, name }) => ({ name, ...(await import(`../../${FOLDER}/${path}`)) })));
}

/** The cases of all tables. */
export const ruleCases = async (): Promise<readonly RuleCase[]> => (await ruleTables()).flatMap(({ cases }) => cases);
