import { createHash } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { ENDING_TYPES } from '../../../contracts/data/endings.ts';
import type { RecordId } from '../../../contracts/kit/record-id.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { FilingNumbers } from '../../../contracts/review-desk/filing-numbers.ts';
import type { RecordEvent } from '../../../contracts/review-desk/record-event.ts';
import { followRecord } from '../../../functions/filing/moved-record.ts';
import { openFromRecord } from '../../../functions/filing/open-from-record.ts';
import { moveRecords } from '../../../functions/process-timer/move-records.ts';
import { answerNotice, extendNotice } from '../../../functions/records/answer-notice.ts';
import { fileEnding } from '../../../functions/records/file-ending.ts';
import type { Ports } from '../../../functions/records/ports.ts';
import { isEnding } from '../../../shared/domain/filing/ending-types.ts';
import type { Filing } from '../../../shared/domain/filing/filing.ts';
import { type FilingEvent, hasEnded } from '../../../shared/domain/filing/machine.ts';
import { NumberTaken } from '../../../shared/domain/record/fold.ts';
import { type FiledRecord, liveAccesses } from '../../../shared/domain/record/record.ts';
import { type EventCause, noticesOf } from '../../../shared/domain/record/record-event.ts';
import {
  acceptTransfer,
  offerTransfer,
  openTransfer,
  startTransfer,
  stopCodeOf,
} from '../../../shared/domain/record/transfer.ts';
import { edited } from '../any-edit.ts';
import type { TestClock } from '../clock.ts';
import type { Instance } from '../database/instance.ts';
import { contentsOf, submission } from './filings.ts';

/** What happens, in the words of a generator; what of it is possible follows from how things stand. */
export const OPERATIONS = {
  file: 6,
  change: 4,
  end: 5,
  goOn: 10,
  decide: 14,
  revoke: 1,
  event: 3,
  notice: 2,
  transfer: 2,
  dayLater: 2,
} as const;
export type OperationKind = keyof typeof OPERATIONS;

const BEGINS: readonly OperationKind[] = ['file', 'change', 'end'];

/** One operation: which account, and numbers that choose all else. */
export interface Operation {
  readonly kind: OperationKind;
  readonly account: number;
  readonly choices: readonly number[];
}

/** What an account or the desk did to a record without a filing, in order. */
export type Act = { readonly recordId: RecordId; readonly cause: EventCause };

const TICK = { requestId: 'a run', remainingMs: () => 60_000 };
const ORGANIZERS = 4;
const ONWARD: Partial<Record<Filing['state'], readonly FilingEvent[]>> = {
  submitted: ['accept', 'accept', 'accept', 'accept', 'accept', 'return'],
  queued: ['send-sms'],
  'sms-verification': ['confirm-sms', 'confirm-sms', 'confirm-sms', 'time-out-sms'],
  'authority-review': ['approve', 'approve', 'approve', 'approve', 'approve', 'authority-return'],
};

/** Accounts, their records, the desk and the authority, which do whatever is drawn for them. */
export class RecordLife {
  /** Events that the desk told, by record; their places are their sequence numbers less one. */
  readonly told = new Map<RecordId, RecordEvent[]>();
  readonly acts: Act[] = [];
  readonly counts = { approved: 0, changed: 0, ended: 0, taken: 0, events: 0, moved: 0, refused: 0 };
  #choices: number[] = [];

  constructor(
    readonly instance: Instance,
    readonly clock: TestClock,
    readonly accounts: readonly string[],
    /** Differs from run to run, so that their numbers differ. */
    readonly run: number,
  ) {}

  async do({ kind, account, choices }: Operation): Promise<void> {
    this.#choices = [...choices];
    const applicantId = this.accounts[account % this.accounts.length] ?? '';
    this.clock.forward(60);
    const isBusy = (await this.openFilings()).some((filing) => filing.applicantId === applicantId);
    // Whoever has a filing mostly goes on with it; to begin another one all the same is refused.
    const what = isBusy && BEGINS.includes(kind) && this.#below(4) > 0 ? 'goOn' : kind;
    try {
      await this[what](applicantId, account);
    } catch (error) {
      // What can't be done is refused, and changes nothing.
      if (!(error instanceof Refused)) throw error;
      this.counts.refused += 1;
    }
  }

  async records(): Promise<readonly FiledRecord[]> {
    return (await Promise.all(this.accounts.map((account) => this.instance.records.listOwn(account)))).flat();
  }

  /** Filings that have not ended. */
  async openFilings(): Promise<readonly Filing[]> {
    const open: Filing[] = [];
    for (const account of this.accounts)
      for (const { id, state } of await this.instance.filings.listOwn(account))
        if (!hasEnded(state)) open.push(await this.instance.filings.findOwn(id, account));
    return open;
  }

  #below(limit: number): number {
    return (this.#choices.shift() ?? 0) % Math.max(limit, 1);
  }

  #one<T>(all: readonly T[]): T | undefined {
    return all[this.#below(all.length)];
  }

  /** A first filing, another website or another access, with numbers that the authority may have given before. */
  async file(applicantId: string, account: number): Promise<void> {
    const [id, websiteId] = [this.instance.ids.uuid(), this.instance.ids.uuid()];
    const filingType = this.#one(['first', 'new-website', 'new-access'] as const) ?? 'first';
    const contents = contentsOf(ENTERPRISE, websiteId);
    const known = (await this.instance.records.listOwn(applicantId)).flatMap((record) => record.contents.websites);
    const again = filingType === 'new-access' ? this.#one(known) : undefined;
    const domain = again?.domains[0] ?? `site-${this.#below(15)}.cn`;
    const websites = contents.websites.map((site) => ({ ...site, domain }));
    await this.instance.filings.create({ id, applicantId, filingType, contents: { ...contents, websites } });
    const organizer = `粤ICP备2026${this.run}${account}${100 + this.#below(ORGANIZERS)}号`;
    const number = again?.number ?? `${organizer}-${1 + this.#below(15)}`;
    this.#numbers.set(id, { organizer: number.replace(/-\d+$/, ''), websites: { [websiteId]: number } });
  }

  /** What the authority will give. */
  readonly #numbers = new Map<string, FilingNumbers>();

  async change(applicantId: string): Promise<void> {
    const record = this.#one(await this.instance.records.listOwn(applicantId));
    if (!record) return;
    const filing = await openFromRecord(applicantId, { recordId: record.id, filingType: 'change' }, this.instance);
    await this.#edit(filing);
  }

  #edit = ({ id, applicantId }: Filing) =>
    this.instance.filings.change(id, applicantId, ({ contents }) => ({
      event: 'save',
      contents: edited(contents, (below) => this.#below(below)),
    }));

  async end(applicantId: string): Promise<void> {
    const record = this.#one(await this.instance.records.listOwn(applicantId));
    const website = this.#one(record?.contents.websites ?? []);
    if (!record || !website) return;
    const filingType = this.#one(ENDING_TYPES) ?? 'end-access';
    const command = {
      applicantId,
      recordId: record.id,
      filingType,
      ...(filingType !== 'cancel-organizer' && { websiteId: website.id }),
      body: { reason: 'not-run', confirmed: ['FT-41', 'FT-43', 'FT-44'], code: '' },
    } as const;
    const endings = { initialReview: this.#below(2) === 0 };
    await this.instance.transactions.inTransaction(() =>
      fileEnding.commit(command, undefined, this.#ports({ endings })),
    );
  }

  /** The ports of the room, with a note of what the account does. */
  #ports = (more: object = {}): Ports => {
    const { records } = this.instance;
    const change: Instance['records']['change'] = (recordId, accountId, decide) =>
      records.change(recordId, accountId, (record) => {
        const cause = decide(record);
        if (cause) this.acts.push({ recordId, cause });
        return cause;
      });
    return { ...this.instance, records: { ...records, change }, ...more } as unknown as Ports;
  };

  /** The applicant goes on with what is in their hands: edits it, follows the record, hands it in, or lets it go. */
  async goOn(applicantId: string): Promise<void> {
    const filing = (await this.openFilings()).find((open) => open.applicantId === applicantId);
    if (!filing || ONWARD[filing.state]) return this.decide();
    const { id, state, startedFrom } = filing;
    if (state === 'returned' || state === 'authority-returned') return this.#event(filing, 'abandon');
    if (state !== 'draft') return;
    const record = startedFrom && (await this.instance.recordEvents.find(startedFrom.recordId));
    const isLetGo = record?.contents.ended !== undefined || this.#below(12) === 0;
    if (isLetGo) return this.#event(filing, 'abandon');
    if (record && record.version !== startedFrom?.version) {
      const command = { applicantId, filingId: id, body: { version: record.version } };
      await followRecord(command, this.#ports() as never);
    } else if (filing.contents.before && this.#below(3) === 0) await this.#edit(filing);
    else await this.instance.reviews.changeFiling(id, submission);
  }

  async #event({ id }: Filing, event: FilingEvent, numbers?: FilingNumbers): Promise<void> {
    await this.instance.reviews.changeFiling(id, () => ({ event, ...(numbers && { numbers }) }));
  }

  /** The desk and the authority decide, two to five steps of a filing. */
  async decide(): Promise<void> {
    const all = await this.openFilings();
    const filing = this.#one(all.filter(({ state }) => ONWARD[state]));
    for (let steps = 2 + this.#below(4); filing && steps > 0; steps -= 1)
      await this.#decideOnce(await this.instance.reviews.findFiling(filing.id));
  }

  async #decideOnce(filing: Filing): Promise<void> {
    const event = this.#one(ONWARD[filing.state] ?? []);
    if (!event) return;
    const isOver = event === 'time-out-sms' && isEnding(filing.filingType);
    if (event !== 'approve') return this.#event(filing, isOver ? 'lapse' : event);
    try {
      await this.#event(filing, 'approve', filing.numbers ?? this.#numbers.get(filing.id));
      this.counts.approved += 1;
      if (filing.contents.before) this.counts.changed += 1;
      if (isEnding(filing.filingType)) this.counts.ended += 1;
    } catch (error) {
      if (!(error instanceof NumberTaken)) throw error;
      this.counts.taken += 1;
      // An operator asks, and the authority returns it.
      await this.#event(filing, 'authority-return');
    }
  }

  async revoke(applicantId: string): Promise<void> {
    const all = await this.instance.filings.listOwn(applicantId);
    const summary = this.#one(all.filter(({ state }) => state === 'approved'));
    const filing = summary && (await this.instance.reviews.findFiling(summary.id));
    // What the authority holds after a change or an ending is revoked is unknown, so that nothing is undone.
    if (filing && !filing.startedFrom) await this.#event(filing, 'revoke');
  }

  /** The desk tells of a record; of two events the later one may come first, and both twice. */
  async event(): Promise<void> {
    const record = this.#one(await this.records());
    if (!record) return;
    const told = [this.#eventAbout(record)];
    if (this.#below(3) === 0) told.unshift(this.#eventAbout(record));
    const { recordEvents, transactions } = this.instance;
    for (const event of [...told, ...told].slice(0, told.length + this.#below(2))) {
      await transactions.inTransaction(() => recordEvents.keep(event));
      await recordEvents.applyKept(record.id);
    }
    this.counts.events += told.length;
  }

  #eventAbout(record: FiledRecord): RecordEvent {
    const events = this.told.get(record.id) ?? [];
    const numbers = record.contents.websites.map(({ number }) => number);
    const item = this.#one(numbers);
    const websites = item === undefined || this.#below(6) === 0 ? [] : [item];
    const notices = events.flatMap(({ kind, sequence }) => (/notice$|inspection/.test(kind) ? [sequence] : []));
    const notice = this.#one(notices);
    const kinds = ['cancelled', 'access-ended', 'access-ended', 'notice', 'notice', 'inspection', 'inspection'];
    const kind = notice !== undefined && this.#below(3) === 0 ? 'notice-closed' : (this.#one(kinds) ?? 'notice');
    const event: RecordEvent = {
      recordId: record.id,
      sequence: events.length + 1,
      kind,
      at: this.clock.now(),
      websites: kind === 'notice-closed' ? [] : websites,
      ...(/cancelled|access-ended/.test(kind) && websites.length === 0 && { whole: true as const }),
      items: /^(notice|inspection)$/.test(kind) ? [{ reason: '网站打不开' }] : [],
      ...(kind === 'access-ended' && { by: this.#one(['provider', 'authority', 'elsewhere'] as const) }),
      ...(kind === 'inspection' && { dueAt: new Date(this.clock.now().getTime() + 10 * 24 * 3600 * 1000) }),
      ...(kind === 'notice-closed' && { notice }),
    };
    this.told.set(record.id, [...events, event]);
    return event;
  }

  /** The account has the time of a notice prolonged, or says that it is done. */
  async notice(applicantId: string): Promise<void> {
    const record = this.#one(await this.instance.records.listOwn(applicantId));
    const notice = record && this.#one(noticesOf(record.contents))?.notice;
    if (!record || notice === undefined) return;
    const command = { applicantId, recordId: record.id, notice };
    if (this.#below(2) === 0) await extendNotice(command, this.#ports());
    else await answerNotice({ ...command, body: { word: '网站已恢复访问' } }, this.#ports());
  }

  /** A record on its way to the next account, as far as its day of waiting. */
  async transfer(applicantId: string, account: number): Promise<void> {
    const record = this.#one(await this.instance.records.listOwn(applicantId));
    const target = this.accounts[(account + 1) % this.accounts.length] ?? '';
    if (!record) return;
    const { recordTransfers, ids } = this.instance;
    const { transfer } = await recordTransfers.start(record.id, applicantId, (transferCase) =>
      startTransfer(transferCase, ids.uuid()),
    );
    const { id } = transfer;
    const tokenHash = createHash('sha256').update(id).digest('base64url');
    await recordTransfers.change({ id }, (transferCase) => ({
      transfer: offerTransfer(transferCase),
      secrets: { tokenHash },
    }));
    await recordTransfers.change({ id }, (transferCase) => ({ transfer: openTransfer(transferCase, target) }));
    await recordTransfers.change({ id }, (transferCase) => ({
      transfer: acceptTransfer(transferCase, 'same'),
      secrets: { stopCode: stopCodeOf(createHash('sha512').update(id).digest()) },
    }));
  }

  async dayLater(): Promise<void> {
    this.clock.forward(25 * 3600);
    this.counts.moved += (await moveRecords(TICK, this.instance)).moved;
  }
}

/** The accesses here of what is filed now. */
export const accessesOf = (records: readonly FiledRecord[]): number =>
  records.flatMap(({ contents }) => contents.websites.filter(({ ended }) => !ended).flatMap(liveAccesses)).length;
