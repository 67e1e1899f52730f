import { setTimeout as wait } from 'node:timers/promises';
import { ENTERPRISE } from 'specimens/people.ts';
import { type RecordId, recordIdFrom } from '../../contracts/kit/record-id.ts';
import type { Laptop } from '../../local/laptop.ts';
import { ids } from '../../platform/compose/system.ts';
import { database } from '../../shared/compose/database.ts';
import {
  acceptTransfer,
  moveTransfer,
  offerTransfer,
  openTransfer,
  startTransfer,
  stopCodeOf,
} from '../../shared/domain/record/transfer.ts';
import { accounts, records, recordTransfers } from '../service-ports.ts';
import { end, type Filed, LOOK_EVERY_MS, LOOKS, recordOf, untilRecordIs } from './afterwards.ts';
import { again } from './again.ts';
import { type Answers, type Call, createCaller } from './caller.ts';
import type { Diary } from './diary.ts';
import type { Applicant } from './seed.ts';

/** Somebody who has a record, and what they have done. */
interface Holder {
  readonly call: Call;
  readonly diary: Diary;
  readonly answers: Answers;
  readonly laptop: Laptop;
}

/** Cancels a record with the code that its principal gets, and erases the account once the record has ended. */
export async function cancelAndErase(filed: Filed, { call, diary, answers, laptop }: Holder): Promise<void> {
  const isFiled = await end('cancel-organizer', filed, call, diary, laptop);
  if (!isFiled) answers.unexpected.push(`no right code for the ending of ${filed.recordId}`);
  else if (await untilRecordIs('ended', call)) await erase(call, answers);
  else answers.unexpected.push(`no end of the record ${filed.recordId}`);
  diary.erasedAtMs ??= performance.now();
  diary.isDone = true;
}

/** Nothing of the account is in force any more: it may be erased. */
async function erase(call: Call, answers: Answers): Promise<void> {
  // An instance that was killed may have ended the session and not answered.
  const { status, code } = await call('eraseMe', {}, ['session.invalid']);
  if (status !== 200 && code !== 'session.invalid') answers.unexpected.push(`no erasure: ${status} ${code}`);
}

/** The record moves to another account and its first one is erased; then the new holder cancels it and is erased. */
export async function movedRecord(applicant: Applicant, holder: Holder): Promise<void> {
  const { answers, call, diary, laptop } = holder;
  const filed = recordOf(applicant);
  const openid = applicant.traces[0]?.replace(/^o0/, 'o9') ?? '';
  const { accountId } = await again(async () => (await accounts()).signIn(openid));
  diary.newHolder = { accountId, openid };
  await untilTold(applicant.filingId);
  await move(filed.recordId, applicant.accountId, accountId);
  await erase(call, answers);
  diary.erasedAtMs = performance.now();
  await cancelAndErase(filed, { ...holder, call: createCaller(laptop.addresses.gateway, accountId, answers) });
}

/** In the day that a transfer takes the messages about the filing have left; later ones go to whoever holds the record. */
async function untilTold(filingId: string): Promise<void> {
  const { sql } = await database();
  const waiting = sql.selectFrom('outbox').select('key').where('state', '=', 'waiting');
  const about = waiting.where('lane', '=', 'reminder').where('key', 'like', `%/${filingId}/%`);
  for (let looks = 0; looks < LOOKS && (await again(() => about.executeTakeFirst())); looks += 1)
    await wait(LOOK_EVERY_MS);
}

/** What four proofs and a day leave. */
async function move(recordId: RecordId, fromId: string, toId: string): Promise<void> {
  const [transfers, { uuid, secret }] = [await recordTransfers(), await ids()];
  const start = () => transfers.start(recordId, fromId, (transferCase) => startTransfer(transferCase, uuid()));
  const { id } = (await again(start)).transfer;
  const change = (decide: Parameters<typeof transfers.change>[1]) => again(() => transfers.change({ id }, decide));
  const tokenHash = secret();
  const stopCode = stopCodeOf(Buffer.from(secret(), 'base64url'));
  await change((transferCase) => ({ transfer: offerTransfer(transferCase), secrets: { tokenHash } }));
  await change((transferCase) => ({ transfer: openTransfer(transferCase, toId) }));
  await change((transferCase) => ({
    transfer: acceptTransfer(transferCase, 'same'),
    secrets: { stopCode },
  }));
  await change((transferCase) => {
    const moved = moveTransfer({ ...transferCase, now: transferCase.transfer.movesAt ?? transferCase.now });
    return moved && { transfer: moved };
  });
}

/** What a claim leaves: a record of the applicant's company that came from elsewhere. */
export async function claimedRecord({ accountId, domain, eligibility, mobile }: Applicant): Promise<Filed> {
  const { uuid } = await ids();
  const principal = { ...ENTERPRISE.principal, mobile };
  const number = `粤ICP备${9_000_000_000 + Number(/\d+/.exec(domain)?.[0])}号`;
  const { cloudService, domain: _, ...subject } = eligibility;
  const website = { number: `${number}-1`, domains: [domain], details: ENTERPRISE.website, siteOwner: principal };
  const [recordId, websiteId] = [recordIdFrom(uuid()), uuid()];
  const found = {
    number,
    subject,
    organizer: ENTERPRISE.organizer,
    principal,
    websites: [{ ...website, cloudService }],
  };
  await again(async () => (await records()).claim({ record: recordId, websites: [websiteId] }, accountId, found));
  return { recordId, websiteId, mobile };
}
