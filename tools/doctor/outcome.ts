/** `later`: what comes first is not there yet, such as the deployment. `unused`: it is not set up, and need not be. */
export type State = 'ok' | 'trouble' | 'later' | 'unused';

/** What a check found, in Chinese, without a secret. */
export interface Outcome {
  readonly state: State;
  readonly found: string;
  /** What to do, one sentence each; empty when there is nothing to do. */
  readonly todo: readonly string[];
}

export const ok = (found: string): Outcome => ({ state: 'ok', found, todo: [] });
export const unused = (found: string): Outcome => ({ state: 'unused', found, todo: [] });
export const later = (found: string, ...todo: readonly string[]): Outcome => ({ state: 'later', found, todo });
export const trouble = (found: string, ...todo: readonly string[]): Outcome => ({ state: 'trouble', found, todo });

/** Trouble with all problems together, or what is fine. */
export const unless = (problems: readonly Problem[], fine: () => Outcome): Outcome =>
  problems.length === 0 ? fine() : trouble(problems.map(({ found }) => found).join('；'), ...todosOf(problems));

const todosOf = (problems: readonly Problem[]): readonly string[] => [...new Set(problems.map(({ todo }) => todo))];

export interface Problem {
  readonly found: string;
  readonly todo: string;
}

/** The problems that there are, of those that there may be. */
export const problemsAmong = (
  all: readonly (readonly [isSo: boolean, found: string, todo: string])[],
): readonly Problem[] => all.flatMap(([isSo, found, todo]) => (isSo ? [{ found, todo }] : []));

/** What error codes mean, and what to do then. */
export type Meanings = readonly (readonly [of: RegExp, found: string, todo: string])[];

/** What an error means, by its code, or where it has none, its message; undefined when the table doesn't know it. */
export function meaningOf(meanings: Meanings, error: unknown): Outcome | undefined {
  const code = codeOf(error);
  const { message = '' } = error as { readonly message?: string };
  const [, found, todo = ''] = meanings.find(([of]) => of.test(code || message)) ?? [];
  return found === undefined ? undefined : trouble(withCode(found, code), todo);
}

/** The code of an error of a vendor or of Node.js; '' where it has none. */
export function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : '';
}

export const withCode = (found: string, code: string): string => (code ? `${found}（${code}）` : found);
