import * as z from 'zod/mini';
import type { Assurance } from '../../../domain/liveness/liveness.ts';
import { Failed } from '../../../ports/failed.ts';
import type { LivenessOutcome } from '../../../ports/liveness.ts';
import { type CloudApiSettings, callCloudApi, VendorCode } from '../client.ts';
import { type CodeMeaning, meaningOf } from './codes.ts';
import type { MediumSettings } from './medium.ts';

/** What the adapters of the three ways to FaceID share: one vendor, one failure style. */
export const PORT = 'liveness';

export interface FaceIdSettings extends CloudApiSettings, MediumSettings {
  /** What the answers are worth: those of a stand-in nothing. */
  readonly assurance: Assurance;
}

export type Failure = Extract<LivenessOutcome, { outcome: 'failed' }>;

/** There was no connection, so nothing was sent. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Of the operating system, not the vendor: ECONNRESET and the like. */
const SYSTEM_CODE = /^E[A-Z_]+$/;

/** The outcome behind a code. */
export const failureOf = (
  { reason, alarms, maybeBilled }: CodeMeaning,
  code: string,
  assurance: Assurance,
): Failure => ({
  outcome: 'failed',
  reason,
  maybeBilled,
  assurance,
  ...(alarms ? { alarm: code } : {}),
});

/** The answer to a call, or the failure behind its business code. @throws Failed for everything else */
export async function answered<T>(
  schema: z.ZodMiniType<T>,
  assurance: Assurance,
  call: () => Promise<unknown>,
  meaning = meaningOf,
): Promise<T | Failure> {
  try {
    return await callCloudApi(PORT, schema, call);
  } catch (error) {
    if (!(error instanceof VendorCode)) throw error;
    return failureOf(meaning(error.code), error.code, assurance);
  }
}

/** The same of a call that may be billed. @throws Failed when it certainly was not run. */
export async function billed<T>(
  schema: z.ZodMiniType<T>,
  assurance: Assurance,
  call: () => Promise<unknown>,
  meaning = meaningOf,
): Promise<T | Failure> {
  try {
    return await answered(schema, assurance, call, meaning);
  } catch (error) {
    if (!(error instanceof Failed) || wasNotRun(error)) throw error;
    const { kind, vendorCode } = error;
    // Accounts in trouble and errors inside have codes of their own; of a transport that broke there is only the system's.
    if (kind !== 'timeout' && vendorCode && !SYSTEM_CODE.test(vendorCode))
      return failureOf(meaning(vendorCode), vendorCode, assurance);
    return { outcome: 'failed', reason: 'try-later', maybeBilled: true, assurance };
  }
}

const wasNotRun = ({ kind, vendorCode = '' }: Failed): boolean =>
  kind === 'throttled' || NEVER_SENT.includes(vendorCode);

/** A call that costs nothing and has no codes that a person should hear of. @throws Failed */
export async function orFailed<T>(schema: z.ZodMiniType<T>, call: () => Promise<unknown>): Promise<T> {
  try {
    return await callCloudApi(PORT, schema, call);
  } catch (error) {
    throw error instanceof VendorCode ? new Failed(PORT, 'broken', error.code) : error;
  }
}

/** A picture as the vendor writes it; some fields are empty or null when there is none. */
export const base64Picture = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => (text ? Buffer.from(text, 'base64') : undefined)),
);
