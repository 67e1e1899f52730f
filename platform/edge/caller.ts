import type { HttpRequest } from './http-request.ts';

/** Who calls an operation. */
export interface Caller {
  /** What the use case gets of them: `Input` of `contracts/kit/contract.ts`. */
  readonly input: object;
  /** Whose command it is; none is run once without. */
  readonly accountId?: string | undefined;
  /** By whom limits are counted: a keyed digest of each way into the account. */
  readonly person?: readonly string[] | undefined;
  readonly sessionId?: string | undefined;
}

/** Says who calls, for every operation whose caller is identified. @throws Refused when it is not for them. */
export type Identify = (request: HttpRequest) => Promise<Caller>;
