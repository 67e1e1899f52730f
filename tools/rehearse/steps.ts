import type { RecordedCall } from '../../local/scf/recorded-actions.ts';
import type { Operator } from './operator.ts';
import type { Rehearsal } from './rehearsal.ts';

/** One thing to prove, and what was found. */
export interface Check {
  readonly what: string;
  readonly found: string;
  readonly ok: boolean;
}

/** What a command has printed and done. */
export interface Ran {
  readonly ok: boolean;
  readonly text: string;
  /** Calls to SCF, CAM and CLS that change something, in order, worded as by `callsInPlan`. */
  readonly changes: readonly string[];
}

/** The checks of a rehearsal as they are made. */
export interface Steps {
  readonly checks: readonly Check[];
  readonly log: (line: string) => void;
  /** @returns whether it is as it must be. */
  check(what: string, found: string, ok: boolean): boolean;
  /** Runs a line of the manual, which must end well. @param exported variables that were exported before. */
  command(line: string, exported?: Readonly<Record<string, string>>): Promise<Ran>;
}

export function recordSteps(
  rehearsal: Pick<Rehearsal, 'calls'>,
  operator: Operator,
  log: (line: string) => void,
): Steps {
  const checks: Check[] = [];
  const check: Steps['check'] = (what, found, ok) => {
    checks.push({ what, found, ok });
    log(`${ok ? '✓' : '✗'} ${what}：${found}`);
    return ok;
  };
  return {
    checks,
    log,
    check,
    command: async (line, exported = {}) => {
      log(`$ ${line}`);
      // What was prepared meanwhile is not the command's.
      changesSince(rehearsal);
      const startedMs = performance.now();
      const run = await operator.run(line, exported);
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
      if (run.code !== 0) log(run.text);
      return { text: run.text, changes: changesSince(rehearsal), ok: check(line, `${seconds} 秒`, run.code === 0) };
    },
  };
}

/** npm prints what it runs before, and the CLI may say something after. */
export const jsonIn = (text: string): string => text.slice(text.indexOf('\n{') + 1, text.lastIndexOf('\n}') + 2);

const READS = /^(Get|List|Describe)/;
const targetIn = ({ FunctionName, RoleName, AttachRoleName, PolicyName, Domain, TopicName }: RecordedCall['body']) =>
  String(FunctionName ?? RoleName ?? AttachRoleName ?? PolicyName ?? Domain ?? TopicName ?? '');

/** Changing calls since the last time. */
function changesSince({ calls }: Pick<Rehearsal, 'calls'>): readonly string[] {
  return (
    calls
      .splice(0)
      // Functions call each other all the time, asynchronously.
      .filter(({ action, body }) => !READS.test(action) && body.InvocationType !== 'Event')
      .map(({ product, action, body }) => `${product} ${action} ${targetIn(body)}`)
  );
}

/** The calls to SCF, CAM and CLS that `npm run plan` listed. */
export const callsInPlan = (text: string): readonly string[] =>
  [...text.matchAll(/^(scf|cam|cls) (\w+) (\{$.*?^\})/gms)].map(
    ([, product, action, body = '']) => `${product} ${action} ${targetIn(JSON.parse(body) as RecordedCall['body'])}`,
  );
