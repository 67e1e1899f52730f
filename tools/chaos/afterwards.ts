import { setTimeout as wait } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { type RecordId, recordBegunBy } from '../../contracts/kit/record-id.ts';
import type { Laptop } from '../../local/laptop.ts';
import { settings } from '../../shared/compose/settings.ts';
import type { Call } from './caller.ts';
import type { Diary } from './diary.ts';
import type { Afterwards } from './plots.ts';
import type { ChaosDesk } from './real-desk.ts';
import type { Applicant } from './seed.ts';

/** A record with one website. */
export interface Filed {
  readonly recordId: RecordId;
  readonly websiteId: string;
  /** Of its principal. */
  readonly mobile: string;
}

/** The record that somebody's filing has begun. */
export const recordOf = ({ filingId, websiteId, mobile }: Applicant): Filed => ({
  recordId: recordBegunBy(filingId),
  websiteId,
  mobile,
});

/** The mailbox of whoever changed it. */
export const NEW_MAILBOX = 'changed@example.cn';

/** What is refused while a code is sent, typed and over again, because time is skipped meanwhile. */
const CODE_IS_OVER = ['one-time-code.wrong', 'one-time-code.over'];
const CODES = 10;
/** Between two looks at whether something has happened, and how many there are. */
export const LOOK_EVERY_MS = 3_000;
export const LOOKS = 200;

/** What happens to a record after its approval. Whoever files anew notes the filing. */
export async function goOnAfterApproval(
  afterwards: Exclude<Afterwards, 'cancels-and-erases' | 'moves'>,
  filed: Filed,
  call: Call,
  diary: Diary,
  { laptop, desk }: { readonly laptop: Laptop; readonly desk: ChaosDesk },
): Promise<void> {
  if (afterwards === 'changes') await changeMailbox(filed, call, diary);
  else if (afterwards === 'is-cancelled') await cancelByAuthority(filed, call, desk);
  else await end(afterwards === 'cancels' ? 'cancel-organizer' : 'end-access', filed, call, diary, laptop);
  diary.isDone = true;
}

async function changeMailbox({ recordId, mobile }: Filed, call: Call, diary: Diary): Promise<void> {
  const { consentTextVersion } = await settings();
  const opened = await call('POST', '/v1/filings', { recordId, filingType: 'change', consentTextVersion });
  const { filingId } = (opened.body ?? {}) as { readonly filingId?: string };
  // No reply in all that time: the caller has noted it, and the run ends.
  if (filingId === undefined) return;
  diary.laterFiling = filingId;
  const principal = { ...ENTERPRISE.principal, mobile, email: NEW_MAILBOX };
  await call('PUT', `/v1/filings/${filingId}/principal`, principal);
  await call('POST', `/v1/submissions/${filingId}`, { termsAccepted: true });
}

/** Files for an ending with the code that its record's principal gets. */
export async function end(
  filingType: 'cancel-organizer' | 'end-access',
  { recordId, websiteId, mobile }: Filed,
  call: Call,
  diary: Diary,
  { sms }: Laptop,
): Promise<void> {
  const path = (step = '') =>
    `/v1/records/${recordId}/endings/${filingType}${step}${filingType === 'end-access' ? `?websiteId=${websiteId}` : ''}`;
  for (let tries = 0; tries < CODES && diary.laterFiling === undefined; tries += 1) {
    // No code in all that time: the caller has noted it.
    if ((await call('POST', path('/code'))).status !== 200) return;
    const sent = sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
    const code = sent.flatMap(({ text }) => /验证码为(\d{6})/.exec(text)?.[1] ?? []).at(-1);
    const wish = { reason: 'not-run', confirmed: ['FT-43', 'FT-44'], code };
    const { body } = await call('POST', path(), wish, CODE_IS_OVER);
    diary.laterFiling = (body as { readonly filingId?: string } | undefined)?.filingId;
  }
}

/** The authority does it, and again until the record says so: a message that the desk counts as delivered may be lost. */
async function cancelByAuthority({ recordId }: Filed, call: Call, desk: ChaosDesk): Promise<void> {
  await untilEnded(call, () => desk.cancel({ recordId }));
}

/** Looks whether the account's record has ended. @param before what is done before each look */
export async function untilEnded(call: Call, before: () => Promise<void> = async () => {}): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await before();
    await wait(LOOK_EVERY_MS);
    const { body } = await call('GET', '/v1/records');
    const { records = [] } = (body ?? {}) as { readonly records?: readonly { readonly state: string }[] };
    if (records.length > 0 && records.every(({ state }) => state === 'ended')) return true;
  }
  return false;
}
