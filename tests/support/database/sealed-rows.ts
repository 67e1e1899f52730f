import { ENTERPRISE } from 'specimens/people.ts';
import { recordBegunBy } from '../../../contracts/kit/record-id.ts';
import { startTransfer } from '../../../shared/domain/record/transfer.ts';
import type { PackageData } from '../../../shared/ports/filings/filing-rounds.ts';
import { approveFiling } from '../filings/approve-filing.ts';
import { contentsOf, eligibilityOf } from '../filings/filings.ts';
import type { Instance } from './instance.ts';

/** Reads a sealed value through the port that it belongs to. */
export type Readers = Readonly<Record<string, (instance: Instance) => Promise<unknown>>>;

const NO_LIMIT = { grants: 1000, bytes: Infinity };
const LATER = new Date('2999-01-01T00:00:00Z');

class Undone extends Error {}

/** A ticket can be used once, so its use is rolled back. */
async function undone<T>({ transactions }: Instance, work: () => Promise<T>): Promise<T | undefined> {
  const done: T[] = [];
  const working = transactions.inTransaction(async () => {
    done.push(await work());
    throw new Undone();
  });
  await working.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return done[0];
}

/** Writes one row into each table with sealed columns; every value has `mark` in it. Returns readers by column. */
export async function fillSealedColumns(instance: Instance, mark: string): Promise<Readers> {
  const { ids } = instance;
  const { accountId: applicantId } = await instance.accounts.signIn(`openid ${mark}`);
  const [filingId, websiteId] = [ids.uuid(), ids.uuid()];
  const whole = contentsOf(ENTERPRISE, websiteId);
  const contents = {
    ...whole,
    principal: { ...ENTERPRISE.principal, name: mark },
    websites: whole.websites.map((website) => ({ ...website, domain: `${mark}.cn` })),
  };
  await instance.filings.create({ id: filingId, applicantId, filingType: 'first', contents });
  await approveFiling(instance.reviews, { filingId, websiteId, organizer: `the number ${mark}` });
  const data: PackageData = { ...contents, filingType: 'first', documents: [], findings: [] };
  await instance.filingRounds.freeze({ filingId, round: 1, termsTextVersion: '2026-11', contentHash: mark, data });

  const documentId = ids.uuid();
  await instance.documents.create(
    {
      id: documentId,
      filingId,
      applicantId,
      kind: 'id-front',
      subject: 'principal',
      contentType: 'image/jpeg',
      maxBytes: 1,
      incomingKey: `incoming/${documentId}`,
    },
    NO_LIMIT,
  );
  const fields = { name: { text: mark, confidence: 1 } };
  await instance.documents.change(documentId, 'waiting', { state: 'ready', fields });
  await instance.ocrCalls.beginCall(documentId, 'read');
  await instance.ocrCalls.keepAnswer(documentId, 'read', { outcome: 'read', fields, warnings: [] });
  const checkId = ids.uuid();
  await instance.livenessChecks.create(
    {
      id: checkId,
      filingId,
      websiteId,
      person: { name: mark, idNumber: '440305198806159974' },
      state: 'open',
      challenge: { actions: ['close-eyes'] },
      consentTextVersion: '2026-11',
      photoAccepted: false,
      matchedCards: [],
      photoDocumentId: documentId,
      videoDocumentId: documentId,
      reasons: [],
      expiresAt: LATER,
      createdAt: instance.clock.now(),
    } as Parameters<Instance['livenessChecks']['create']>[0],
    5,
  );

  const typed = { value: mark, version: 1, page: '', device: '', at: '' };
  await instance.formDrafts.write(filingId, {
    form: 'principal',
    draft: { version: 1, fields: { name: typed }, others: {} },
    gaps: ['email'],
    conflicts: [],
  });
  const handOver = {
    id: ids.uuid(),
    filingId,
    websiteId,
    applicantId,
    createdAt: instance.clock.now(),
    expiresAt: LATER,
  };
  await instance.handOvers.create({ ...handOver, checkIds: [] }, ids.secret());
  const consent = { name: mark, textVersion: '2026-11', at: instance.clock.now() };
  await instance.handOvers.addCheck(handOver.id, checkId, consent);

  const look = Buffer.from(mark.padEnd(32).slice(0, 32));
  await instance.seenMedia.rememberUse(checkId, filingId, [{ kind: 'frame', digest: look, look }]);
  const scanned = ids.secret();
  const asker = { addressRange: '113.87.*.*', browser: mark };
  await instance.scanTickets.save({ ticket: scanned, challenge: ids.secret(), expiresAt: LATER, asker });
  await instance.keptFacts.keep(['sealed rows', mark], mark, 300);
  const ticket = ids.secret();
  const input = { ...eligibilityOf(ENTERPRISE), domain: `${mark}.cn` };
  await instance.eligibilityChecks.save({
    accountId: applicantId,
    ticket,
    input,
    filingType: 'first',
    expiresAt: LATER,
  });
  await instance.accounts.linkPhone(applicantId, `phone ${mark}`);
  const sent = { holder: `holder ${mark}`, code: '004217', address: `address ${mark}`, expiresAt: LATER };
  await instance.oneTimeCodes.save(sent);
  await instance.cloudAccounts.link(applicantId, { roleArn: `role ${mark}`, externalId: 'an external id' });
  const server = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000001', region: 'ap-guangzhou' } as const;
  await instance.authorizationCodes.create({ id: ids.uuid(), ownerId: applicantId, code: `code ${mark}`, server }, 5);
  const endpointId = ids.uuid();
  const url = `https://partner.cn/hook?key=${mark}`;
  await instance.webhookEndpoints.create(
    { id: endpointId, accountId: applicantId, url, events: ['filing.approved'], secret: `old secret ${mark}` },
    5,
  );
  await instance.webhookEndpoints.changeSecret(endpointId, applicantId, `secret ${mark}`, LATER);

  const { transfer } = await instance.recordTransfers.start(recordBegunBy(filingId), applicantId, (transferCase) =>
    startTransfer(transferCase, ids.uuid()),
  );
  await instance.recordTransfers.change({ id: transfer.id }, (transferCase) => ({
    transfer: { ...transferCase.transfer, acceptedAt: transferCase.now, movesAt: LATER },
    secrets: { stopCode: mark },
  }));

  const target = async (onInstance: Instance) => onInstance.webhookEndpoints.findTarget(endpointId);
  // What is sealed for the operator alone, who opens all of it.
  const opened = async (onInstance: Instance) => `${await onInstance.blindIndexes.countOld(100)} old, ${mark}`;
  return {
    'account.openid_sealed': (onInstance) => onInstance.accounts.openidOf(applicantId),
    'account.phone_sealed': (onInstance) => onInstance.accounts.phoneOf(applicantId),
    'one_time_code.address_sealed': async (onInstance) =>
      JSON.stringify(await undone(onInstance, () => onInstance.oneTimeCodes.check(sent.holder, sent.code, 5))),
    'scan_ticket.asker_sealed': async (onInstance) => (await onInstance.scanTickets.askerOf(scanned)).asker.browser,
    'kept_fact.answer_sealed': async (onInstance) =>
      String((await onInstance.keptFacts.find(['sealed rows', mark]))?.answer),
    'eligibility_check.input_sealed': (onInstance) =>
      undone(onInstance, async () => (await onInstance.eligibilityChecks.useTicket(ticket, applicantId)).input.domain),
    'filing.contents_sealed': async (onInstance) =>
      (await onInstance.filings.findOwn(filingId, applicantId)).contents.principal?.name,
    'form_draft.fields_sealed': async (onInstance) =>
      (await onInstance.formDrafts.find(filingId, 'principal'))?.fields.name?.value as string | undefined,
    'filing_round.package_sealed': async (onInstance) =>
      (await onInstance.filingRounds.findRound(filingId, 1))?.data.principal?.name,
    'record.contents_sealed': async (onInstance) =>
      (await onInstance.records.listOwn(applicantId))[0]?.contents.principal?.name,
    'record_version.contents_sealed': async (onInstance) =>
      (await onInstance.records.versionsOf(recordBegunBy(filingId)))[0]?.contents.principal?.name,
    'record_transfer.stop_code_sealed': (onInstance) => onInstance.recordTransfers.stopCodeOf(transfer.id),
    'document.fields_sealed': async (onInstance) =>
      (await onInstance.documents.findOwn(documentId, applicantId)).fields?.name?.text,
    'ocr_call.answer_sealed': async (onInstance) =>
      JSON.stringify(await onInstance.ocrCalls.beginCall(documentId, 'read')),
    'liveness_check.person_sealed': async (onInstance) =>
      (await onInstance.livenessChecks.findOwn(checkId, applicantId)).person.name,
    'hand_over.consent_name_sealed': async (onInstance) =>
      (await onInstance.handOvers.ofFiling(filingId, applicantId))[0]?.consent?.name,
    'seen_media.look_sealed': async (onInstance) =>
      Buffer.from((await onInstance.seenMedia.ofFiling(filingId))[0]?.fingerprint ?? '', 'hex').toString(),
    'seen_media.digest_sealed': opened,
    'authorization_code.code_sealed': opened,
    'cloud_account.role_sealed': async (onInstance) =>
      (await onInstance.cloudAccounts.cloudAccountOf(applicantId)).roleArn,
    'webhook_endpoint.url_sealed': async (onInstance) => (await target(onInstance))?.url,
    'webhook_endpoint.secret_sealed': async (onInstance) => (await target(onInstance))?.secrets[0],
    'webhook_endpoint.old_secret_sealed': async (onInstance) => (await target(onInstance))?.secrets[1],
  };
}
