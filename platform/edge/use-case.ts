import type { Contract, Input, UseCase as OneStep, Operation, Output } from '../../contracts/kit/contract.ts';

/**
 * A command that calls vendors before it writes, so that no connection is held while it waits for them. `prepare` calls
 * and reads; `commit` runs in the transaction of `once` with the result of `prepare`. That may be out of date by then,
 * so `commit` checks again.
 */
interface TwoSteps<O extends Operation, P> {
  readonly prepare: (input: Input<O>, ports: P) => Promise<unknown>;
  /** Takes the result of `prepare` in the same file: `prepared: Awaited<ReturnType<typeof prepare>>`. */
  readonly commit: (input: Input<O>, prepared: never, ports: P) => Promise<Output<O>>;
}

type UseCase<O extends Operation, P> =
  | OneStep<O, P>
  | (O extends { readonly idempotent: true } ? TwoSteps<O, P> : never);

/** A use case for each operation of a contract, with the ports that its room names. */
export type UseCases<C extends Contract, P> = { readonly [K in keyof C]: UseCase<C[K], P> };

/** Any use case as the edge runs it. */
export interface Steps<P> {
  readonly prepare: (input: unknown, ports: P) => Promise<unknown>;
  readonly commit: (input: unknown, prepared: unknown, ports: P) => Promise<unknown>;
}

/** The steps of a use case; one with a single step has an empty `prepare`. */
export function stepsOf<C extends Contract, P>(useCases: UseCases<C, P>, name: keyof C): Steps<P> {
  const useCase = useCases[name] as ((input: unknown, ports: P) => Promise<unknown>) | Steps<P>;
  if (typeof useCase !== 'function') return useCase;
  return { prepare: async () => undefined, commit: (input, _, ports) => useCase(input, ports) };
}
