/** A function of `wx` says no: in WeChat's words, without a stack. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly errno?: number,
  ) {
    super(message);
  }
}

/** Callbacks that every asynchronous function of `wx` takes. */
export interface Callbacks {
  readonly success?: (result: unknown) => void;
  readonly fail?: (result: unknown) => void;
  readonly complete?: (result: unknown) => void;
}

/** An asynchronous function of `wx`: with callbacks it returns nothing, without them a promise. */
export const api =
  <Given extends object>(name: string, act: (given: Given) => unknown) =>
  (given: Given & Callbacks = {} as Given & Callbacks): Promise<unknown> | undefined => {
    const run = settle(name, given, act);
    if (!given.success && !given.fail && !given.complete) return run;
    run.catch(() => {});
    return undefined;
  };

/** The same for functions that always return a task: they have callbacks, and no promise. */
export const task = <Given extends object>(name: string, given: Given & Callbacks, act: (given: Given) => unknown) => {
  settle(name, given, act).catch(() => {});
};

async function settle<Given extends object>(
  name: string,
  given: Given & Callbacks,
  act: (given: Given) => unknown,
): Promise<unknown> {
  try {
    const result = { errMsg: `${name}:ok`, ...((await act(given)) as object | undefined) };
    given.success?.(result);
    given.complete?.(result);
    return result;
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    const { message, errno } = error as Refused;
    const result = { errMsg: `${name}:fail ${message}`, ...(errno !== undefined && { errno }) };
    given.fail?.(result);
    given.complete?.(result);
    throw result;
  }
}
