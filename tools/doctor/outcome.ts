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
