import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import type { AnyCase } from '../../shared/domain/rules/case.ts';

const FOLDER = 'shared/domain/rules';

/** A case that a rule speaks about at `field`, or keeps quiet about when that is undefined. */
export interface RuleCase {
  readonly rule: string;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly of: AnyCase;
  readonly field: string | undefined;
  readonly says?: string | undefined;
}

/** The tables of cases beside the rules, every `*.cases.ts` there is: a new table can't be forgotten. */
export async function ruleCases(): Promise<readonly RuleCase[]> {
  const names = readdirSync(join(ROOT, FOLDER)).flatMap((file) => /^(.+)\.cases\.ts$/.exec(file)?.[1] ?? []);
  const modules = names.sort().map((name) => import(`../../shared/domain/rules/${name}.cases.ts`));
  return (await Promise.all(modules)).flatMap((tables) => Object.values(tables as Record<string, RuleCase[]>).flat());
}
