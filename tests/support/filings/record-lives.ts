import { createHash } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import type { EndingType } from '../../../contracts/data/endings.ts';
import { type RecordId, recordBegunBy, recordIdFrom } from '../../../contracts/kit/record-id.ts';
import { eraseMe } from '../../../functions/me/erase-me.ts';
import type { Ports as MyRoom } from '../../../functions/me/ports.ts';
import { moveRecords } from '../../../functions/process-timer/move-records.ts';
import { fileEnding } from '../../../functions/records/file-ending.ts';
import { sendEndingCode } from '../../../functions/records/plan-ending.ts';
import type { Ports as RecordRoom } from '../../../functions/records/ports.ts';
import { offerTransfer, startTransfer } from '../../../functions/records/start-transfer.ts';
import { openTransfer } from '../../../functions/records/take-over.ts';
import type { ObjectStore } from '../../../platform/ports/object-store.ts';
import { createAccountErasure } from '../../../shared/application/account-erasure.ts';
import { createCodeSender } from '../../../shared/application/code-sender.ts';
import { createForgetting } from '../../../shared/application/forgetting.ts';
import { acceptTransfer, stopCodeOf } from '../../../shared/domain/record/transfer.ts';
import type { TestClock } from '../clock.ts';
import type { Instance } from '../database/instance.ts';
import { contentsOf, submission } from './filings.ts';

/** The course of a record up to where something is asked of it. */
export const LIVES = [
  'first',
  'second website',
  'claimed',
  'transferred',
  'old holder erased',
  'organizer cancelled',
  'last website cancelled',
  'forced',
] as const;
export type Life = (typeof LIVES)[number];

/** A record, and who holds it. */
export interface Held {
  readonly recordId: RecordId;
  readonly number: string;
  readonly websiteId: string;
  readonly accountId: string;
  /** Whoever held it before. */
  readonly formerId?: string;
}

const TICK = { requestId: 'a run', remainingMs: () => 60_000 };
const CONFIRMED = ['FT-41', 'FT-43', 'FT-44'];
/** The platform reports no address. */
const NOWHERE = { address: '', network: undefined, userAgent: '' };
let records = 0;

/** Accounts and their records in one instance, whose use cases are the rooms' own; codes arrive in `codes`. */
export function recordLives(instance: Instance, clock: TestClock) {
  const { accounts, ids, reviews, transactions } = instance;
  const codes: string[] = [];
  const arrives = {
    async send({ parameters }: { readonly parameters: readonly string[] }) {
      codes.push(...parameters);
      // A number gets one code a minute.
      clock.forward(61);
      return 'sent';
    },
  };
  const codeMessages = { paidBy: () => arrives } as unknown as Parameters<typeof createCodeSender>[0]['codeMessages'];
  const room = {
    ...instance,
    endings: { initialReview: false },
    smsCodeSender: createCodeSender({ ...instance, codeMessages }),
    views: { show: async () => ({ url: 'https://example.cn/view', expiresAt: clock.now() }) },
  } as unknown as RecordRoom;
  const objectStore = { remove: async () => {} } as unknown as ObjectStore;
  const me = {
    ...room,
    objectStore,
    accountErasure: createAccountErasure(instance),
    forgetting: createForgetting(instance.erasure, objectStore),
  } as unknown as MyRoom;

  const account = async (): Promise<string> => {
    const { accountId } = await accounts.signIn(ids.secret());
    await instance.consents.give(accountId, '2026-11');
    return accountId;
  };

  /** A filing of one website that the authority approves. */
  async function approve(applicantId: string, filingType: 'first' | 'new-website', organizer: string, suffix: number) {
    const [id, websiteId] = [ids.uuid(), ids.uuid()];
    const { websites, ...contents } = contentsOf(ENTERPRISE, websiteId);
    const sites = websites.map((site) => ({ ...site, domain: `site-${records}-${suffix}.cn` }));
    await instance.filings.create({ id, applicantId, filingType, contents: { ...contents, websites: sites } });
    await reviews.changeFiling(id, submission);
    await reviews.changeFiling(id, () => ({ event: 'accept' }));
    await decided(id, { organizer, websites: { [websiteId]: `${organizer}-${suffix}` } });
    return { recordId: recordBegunBy(id), number: organizer, websiteId, accountId: applicantId };
  }

  const decided = async (filingId: string, numbers?: { organizer: string; websites: Record<string, string> }) => {
    for (const event of ['send-sms', 'confirm-sms', 'approve'] as const)
      await reviews.changeFiling(filingId, () => ({ event, ...(event === 'approve' && numbers && { numbers }) }));
  };

  const first = async () => approve(await account(), 'first', `粤ICP备${2026000000 + ++records}号`, 1);

  async function claimed(): Promise<Held> {
    records += 1;
    const { eligibility, organizer, principal, websites } = contentsOf(ENTERPRISE, ids.uuid());
    const { domain: _, cloudService: __, ...subject } = eligibility;
    const [accountId, recordId, websiteId] = [await account(), recordIdFrom(ids.uuid()), ids.uuid()];
    const number = `粤ICP备${2026000000 + records}号`;
    const filed = websites.map(({ cloudService, details, siteOwner }) => ({
      ...{ number: `${number}-1`, domains: [`site-${records}-1.cn`], cloudService, details, siteOwner },
    }));
    const found = {
      number,
      subject,
      organizer,
      principal: principal ?? ENTERPRISE.principal,
      websites: filed,
    };
    await instance.records.claim({ record: recordId, websites: [websiteId] }, accountId, found);
    return { recordId, number, websiteId, accountId };
  }

  /** Another account takes a record over, by the principal's code. */
  async function transfer({ accountId, ...held }: Held): Promise<Held> {
    const target = await account();
    const { transferId } = await startTransfer(
      { applicantId: accountId, recordId: held.recordId, origin: NOWHERE },
      room,
    );
    const token = ids.secret();
    const digest = createHash('sha256').update(token).digest('base64url');
    await offerTransfer({ applicantId: accountId, transferId, body: { code: lastCode(), digest } }, room);
    await openTransfer({ applicantId: target, body: { token } }, room);
    const secrets = { stopCode: stopCodeOf(createHash('sha512').update(token).digest()) };
    await instance.recordTransfers.change({ id: transferId }, (transferCase) => ({
      transfer: acceptTransfer(transferCase, 'same'),
      secrets,
    }));
    clock.forward(25 * 3600);
    await moveRecords(TICK, instance);
    return { ...held, accountId: target, formerId: accountId };
  }

  const lastCode = (): string => codes.at(-1) ?? '';

  /** Files for an ending with the code that was sent. @returns its filing */
  async function end({ accountId, recordId, websiteId }: Held, filingType: EndingType): Promise<string> {
    const address = {
      ...{ applicantId: accountId, recordId, filingType },
      ...(filingType !== 'cancel-organizer' && { websiteId }),
    };
    await sendEndingCode({ ...address, origin: NOWHERE }, room);
    const command = { ...address, body: { reason: 'not-run', confirmed: CONFIRMED, code: lastCode() } } as const;
    await fileEnding.prepare(command, room);
    const { filingId } = await transactions.inTransaction(() => fileEnding.commit(command, undefined, room));
    return filingId;
  }

  /** An ending that the authority has done. */
  async function ended(held: Held, filingType: EndingType): Promise<Held> {
    await decided(await end(held, filingType));
    return held;
  }

  /** The desk tells of the record: the next of its events. */
  async function tell({ recordId }: Held, kind: 'cancelled' | 'inspection'): Promise<void> {
    const dueAt = new Date(clock.now().getTime() + 10 * 24 * 3600 * 1000);
    const said =
      kind === 'inspection' ? { items: [{ reason: '网站打不开' }], dueAt } : { items: [], whole: true as const };
    const told = { recordId, sequence: 1, kind, at: clock.now(), websites: [], ...said };
    await transactions.inTransaction(() => instance.recordEvents.keep(told));
    await instance.recordEvents.applyKept(recordId);
  }

  const erase = (applicantId: string) => eraseMe({ applicantId }, me);

  const begin: Readonly<Record<Life, () => Promise<Held>>> = {
    first,
    claimed,
    async 'second website'() {
      const held = await first();
      await approve(held.accountId, 'new-website', held.number, 2);
      return held;
    },
    transferred: async () => transfer(await first()),
    async 'old holder erased'() {
      const held = await transfer(await first());
      await erase(held.formerId ?? '');
      return held;
    },
    'organizer cancelled': async () => ended(await first(), 'cancel-organizer'),
    'last website cancelled': async () => ended(await first(), 'cancel-website'),
    async forced() {
      const held = await first();
      await tell(held, 'cancelled');
      return held;
    },
  };

  return { begin: (life: Life) => begin[life](), account, end, ended, erase, tell, transfer, room, me };
}
