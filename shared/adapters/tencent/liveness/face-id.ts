import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { type CloudApiSettings, callCloudApi, VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import type { Assurance } from '../../../domain/liveness/liveness.ts';
import type { LivenessOutcome } from '../../../ports/documents/liveness.ts';
import { type CodeMeaning, meaningOf } from './codes.ts';
import type { MediumSettings } from './medium.ts';

/** Shared by the adapters of the three ways to FaceID. */
export const PORT = 'liveness';

export interface FaceIdSettings extends CloudApiSettings, MediumSettings {
  /** What the results are worth: those of a stand-in nothing. */
  readonly assurance: Assurance;
}

export type Failure = Extract<LivenessOutcome, { outcome: 'failed' }>;

/** Connection errors, after which nothing was sent. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Codes of the operating system, such as ECONNRESET, not of the vendor. */
const SYSTEM_CODE = /^E[A-Z_]+$/;

/** The outcome for a code. */
export const failureOf = (
  { reason, alarms, maybeBilled }: CodeMeaning,
  code: string,
  assurance: Assurance,
): Failure => ({ outcome: 'failed', reason, maybeBilled, assurance, ...(alarms ? { alarm: code } : {}) });

/** The reply to a call, or the failure for its business code. @throws Failed for everything else */
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

/** The same for a call that may be billed. @throws Failed when it certainly was not run. */
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
    // Account problems and internal errors have vendor codes; a broken transport has only the system's code.
    if (kind !== 'timeout' && vendorCode && !SYSTEM_CODE.test(vendorCode))
      return failureOf(meaning(vendorCode), vendorCode, assurance);
    return { outcome: 'failed', reason: 'try-later', maybeBilled: true, assurance };
  }
}

const wasNotRun = ({ kind, vendorCode = '' }: Failed): boolean =>
  kind === 'throttled' || NEVER_SENT.includes(vendorCode);

/** Before the second call: the vendor's rate limits count by the second. */
const PAUSE_MS = 1_000;

/** A call that is not billed and has no codes for the person; a vendor that fails at once is asked once more. @throws Failed */
export async function orFailed<T>(schema: z.ZodMiniType<T>, call: () => Promise<unknown>): Promise<T> {
  const failed = (error: unknown) => (error instanceof VendorCode ? new Failed(PORT, 'broken', error.code) : error);
  try {
    return await callCloudApi(PORT, schema, call);
  } catch (error) {
    if (!(error instanceof Failed) || error.kind === 'timeout' || error.kind === 'refused') throw failed(error);
  }
  await sleep(PAUSE_MS);
  return callCloudApi(PORT, schema, call).catch((error: unknown) => {
    throw failed(error);
  });
}

/** A picture in the vendor's format; the field may be empty or null. */
export const base64Picture = z.pipe(
  z.nullish(z.string()),
  z.transform((text) => (text ? Buffer.from(text, 'base64') : undefined)),
);
