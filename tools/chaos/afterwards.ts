import { setTimeout as wait } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { type RecordId, recordBegunBy } from '../../contracts/kit/record-id.ts';
import type { Laptop } from '../../local/laptop.ts';
import { settings } from '../../shared/compose/settings.ts';
import type { Answers, Call } from './caller.ts';
import type { Diary } from './diary.ts';
import type { Afterwards } from './plots.ts';
import type { ChaosDesk } from './real-desk.ts';
import type { Applicant } from './seed.ts';

/** A record with one website. */
export interface Filed {
  readonly recordId: RecordId;
  readonly websiteId: string;
  /** The principal's. */
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
const CODE_IS_OVER = ['one-time-code.wrong', 'one-time-code.late', 'one-time-code.over'];
const CODES = 10;
/** Between two looks at whether something has happened, and how many there are. */
export const LOOK_EVERY_MS = 3_000;
export const LOOKS = 200;

/** What happens to a record after its approval. Whoever files anew notes the filing. */
export async function goOnAfterApproval(
  afterwards: Exclude<Afterwards, 'cancels' | 'cancels-and-erases' | 'moves'>,
  filed: Filed,
  call: Call,
  diary: Diary,
  { laptop, desk }: { readonly laptop: Laptop; readonly desk: ChaosDesk },
): Promise<void> {
  if (afterwards === 'changes') await changeMailbox(filed, call, diary);
  else if (afterwards === 'is-cancelled') await cancelByAuthority(filed, call, desk);
  else await end('end-access', filed, call, diary, laptop);
  diary.isDone = true;
}

async function changeMailbox({ recordId, mobile }: Filed, call: Call, diary: Diary): Promise<void> {
  const { consentTextVersion } = await settings();
  const change = { recordId: String(recordId), filingType: 'change', consentTextVersion } as const;
  const { body } = await call('openFiling', { body: change });
  const filingId = body?.filingId;
  // No reply in all that time: the caller has noted it, and the run ends.
  if (filingId === undefined) return;
  diary.laterFilings.push(filingId);
  const principal = { ...ENTERPRISE.principal, mobile, email: NEW_MAILBOX };
  await call('savePrincipal', { params: { filingId }, body: principal });
  await call('submit', { params: { filingId }, body: { termsAccepted: true } });
}

/**
 * Cancels the last website, which leaves an organizer without any: no first filing begins beside it, and its way on is to be
 * cancelled itself. Then a first filing may begin.
 */
export async function cancelInTwo(
  applicant: Applicant,
  call: Call,
  diary: Diary,
  at: { laptop: Laptop; answers: Answers },
) {
  const { unexpected } = at.answers;
  for (const [filingType, left, mayFile] of [
    ['cancel-website', 'empty', false],
    ['cancel-organizer', 'ended', true],
  ] as const) {
    const isFiled = await end(filingType, recordOf(applicant), call, diary, at.laptop);
    if (!isFiled || !(await untilRecordIs(left, call))) unexpected.push(`no record that is ${left} by ${filingType}`);
    const { body } = await call('checkEligibility', { body: applicant.eligibility });
    if (body?.eligible !== mayFile)
      unexpected.push(`${mayFile ? 'no' : 'a'} first filing beside a record that is ${left}`);
  }
  diary.isDone = true;
}

/** Files for an ending with the code that its record's principal gets. @returns whether it is filed */
export async function end(
  filingType: 'cancel-organizer' | 'cancel-website' | 'end-access',
  { recordId, websiteId, mobile }: Filed,
  call: Call,
  diary: Diary,
  { sms }: Laptop,
): Promise<boolean> {
  const query = filingType === 'cancel-organizer' ? {} : { websiteId };
  const ending = { params: { recordId: String(recordId), filingType }, query };
  for (let tries = 0; tries < CODES; tries += 1) {
    // No code in all that time: the caller has noted it.
    if ((await call('sendEndingCode', ending)).status !== 200) return false;
    const sent = sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
    const code = sent.flatMap(({ text }) => /验证码为(\d{6})/.exec(text)?.[1] ?? []).at(-1);
    const wish = { reason: 'not-run' as const, confirmed: ['FT-41', 'FT-43', 'FT-44'], code: code ?? '' };
    const { body } = await call('fileEnding', { ...ending, body: wish }, CODE_IS_OVER);
    const filingId = body?.filingId;
    if (filingId === undefined) continue;
    diary.laterFilings.push(filingId);
    return true;
  }
  return false;
}

/** The authority does it, and again until the record says so: a message that the desk counts as delivered may be lost. */
async function cancelByAuthority({ recordId }: Filed, call: Call, desk: ChaosDesk): Promise<void> {
  await untilRecordIs('ended', call, () => desk.cancel({ recordId: String(recordId) }));
}

/** Looks until the account's record has come so far. @param before what is done before each look @returns whether it has */
export async function untilRecordIs(
  wanted: 'empty' | 'ended',
  call: Call,
  before: () => Promise<void> = async () => {},
): Promise<boolean> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    await before();
    await wait(LOOK_EVERY_MS);
    const { records = [] } = (await call('listRecords', {})).body ?? {};
    if (records.length > 0 && records.every(({ state }) => state === wanted)) return true;
  }
  return false;
}
