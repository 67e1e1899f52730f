import { type CloudAction, type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import type * as z from 'zod/mini';

/** A call that was made and accepted. */
export interface RecordedCall {
  /** `scf`, `cam` … */
  readonly product: string;
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

type Answer = object | undefined;
type Run<T extends z.ZodMiniType> = (request: z.output<T>) => Answer | Promise<Answer> | void | Promise<void>;

/** Builds actions from schemas: a request that its schema refuses gets the product's error code. Most have nothing to answer. */
export const refusingWith =
  (code: string) =>
  <T extends z.ZodMiniType>(schema: T, run: Run<T>): CloudAction =>
  async (body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw new CloudApiError(code, parsed.error.message);
    return ((await run(parsed.data)) ?? {}) as Record<string, unknown>;
  };

/** Names the actions of one product and version, and appends every accepted call to `calls`, in order. */
export function recorded(product: string, version: string, actions: CloudActions, calls: RecordedCall[]): CloudActions {
  const entries = Object.entries(actions).map(([action, run]) => {
    const recording: CloudAction = async (body, caller) => {
      const answer = await run(body, caller);
      calls.push({ product, action, body });
      return answer;
    };
    return [`${product}/${version}/${action}`, recording];
  });
  return Object.fromEntries(entries);
}
