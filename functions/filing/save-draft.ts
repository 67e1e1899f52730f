import { Refused } from '../../contracts/kit/refusal.ts';
import { deviceOf } from '../../shared/domain/device.ts';
import { checkAllowed, checkOpen, neverAsked } from '../../shared/domain/filing/corrections.ts';
import { type Filing, withConfirmed } from '../../shared/domain/filing/filing.ts';
import {
  confirmationForm,
  conflictsIn,
  type DraftForm,
  type DraftValue,
  draftPath,
  type FormDraft,
  MOST_OTHERS,
  mergeDraft,
  sameValue,
  unseenIn,
  withSavedForm,
} from '../../shared/domain/filing/form-draft.ts';
import { olderPlaces, withRenewal } from '../../shared/domain/filing/renewal.ts';
import { maskedFiling } from '../../shared/domain/filing/view.ts';
import { draftFindings, sectionOf } from '../../shared/domain/rules/draft-findings.ts';
import { hasField, normalFields, type ReadDraft, readDraft } from './draft-forms.ts';
import { draftNow } from './draft-now.ts';
import type { Ports } from './ports.ts';
import { type FilingAddress, replaceDraft } from './save-contents.ts';

/** How seldom half-filled forms are noted in the filing itself, which then is kept for another 30 days. */
const NOTE_EVERY_MS = 60 * 60 * 1000;

export interface SaveDraftCommand extends FilingAddress {
  readonly form: string;
  readonly seenVersion: number;
  readonly userAgent: string;
  readonly body: {
    readonly page: string;
    readonly fields: Readonly<Record<string, DraftValue>>;
    readonly taken?: readonly string[] | undefined;
    readonly settled?: readonly string[] | undefined;
  };
}

export type DraftPorts = Pick<Ports, 'filings' | 'filingCases' | 'formDrafts' | 'transactions' | 'consents' | 'clock'>;

/**
 * Saves some fields of a form, which need not be complete, and merges them with what other devices have saved. A
 * complete form without a conflict is saved into the filing, too.
 *
 * @throws Refused('consent.missing') after the person has withdrawn their consent.
 */
export async function saveDraft(command: SaveDraftCommand, ports: DraftPorts) {
  const form = command.form as DraftForm;
  const unknown = Object.keys(command.body.fields).filter((key) => !hasField(form, key));
  if (unknown.length > 0) throw new Refused('request.invalid', { fields: unknown.map(unknownField) });
  if (!(await ports.consents.isInForce(command.applicantId))) throw new Refused('consent.missing');
  const { filing, draft, read } = await ports.transactions.inTransaction(() => merge(command, form, ports));
  return {
    form,
    version: draft.version,
    gaps: read.gaps,
    conflicts: conflictsIn(draft),
    unseen: unseenIn(draft, { base: command.seenVersion, page: command.body.page }),
    filing: maskedFiling(filing),
    findings: await findingsBeside(filing, form, draft, ports),
    problems: read.problems,
  };
}

const unknownField = (key: string) => ({ field: `fields.${key}`, message: '不支持这一项，请删除后重试。' });

async function merge(command: SaveDraftCommand, form: DraftForm, ports: DraftPorts) {
  const { filingId, applicantId, seenVersion, userAgent, body } = command;
  await ports.formDrafts.lock(filingId, applicantId);
  const filing = await ports.filings.findOwn(filingId, applicantId);
  const path = draftPath(filing.contents, form);
  if (path === undefined) throw new Refused('website.unknown');
  const before = await draftNow(filing, form, ports);
  const draft = mergeDraft(before, {
    base: seenVersion,
    page: body.page,
    device: deviceOf(userAgent),
    at: ports.clock.now().toISOString(),
    values: normalFields(form, body.fields),
    taken: body.taken ?? [],
    settled: body.settled ?? [],
  });
  const answers = neverAsked(filing.contents);
  const changed = changedKeys(before, draft).map((key) => `${path}.${key}`);
  const asked = changed.filter((text) => !answers.includes(text));
  checkAllowed(filing, asked);
  checkOpen(filing, asked);
  checkOthers(draft);
  const read = readDraft(form, draft);
  if (draft === before) return { filing, draft, read };
  const conflicts = conflictsIn(draft);
  await ports.formDrafts.write(filingId, { form, draft, gaps: read.gaps, conflicts });
  return { filing: await noted(filing, form, conflicts.length > 0 ? undefined : read.complete, ports), draft, read };
}

const changedKeys = (before: FormDraft, after: FormDraft): readonly string[] =>
  Object.keys({ ...after.fields, ...after.others }).filter(
    (key) =>
      !sameValue(before.fields[key]?.value, after.fields[key]?.value) ||
      JSON.stringify(before.others[key]) !== JSON.stringify(after.others[key]),
  );

/** Somebody types on many pages and never looks at what the others have: nothing is thrown away silently. */
function checkOthers({ others }: FormDraft): void {
  const full = Object.keys(others).filter((key) => (others[key]?.length ?? 0) > MOST_OTHERS);
  if (full.length > 0)
    throw new Refused('draft.unsettled', {
      fields: full.map((key) => ({ field: key, message: '这一项有太多不同的内容，请先选定用哪一个。' })),
    });
}

/**
 * Saves a complete form into the filing, and a renewed certificate wherever the same person stands. An incomplete one is only noted
 * there now and then, so that the filing is kept.
 */
async function noted(
  filing: Filing,
  form: DraftForm,
  complete: ReadDraft['complete'],
  ports: DraftPorts,
): Promise<Filing> {
  const { filings, clock } = ports;
  const section = sectionOf(draftPath(filing.contents, form) ?? '');
  if (!complete) {
    const isRecent = clock.now().getTime() - filing.updatedAt.getTime() < NOTE_EVERY_MS;
    return isRecent
      ? filing
      : filings.change(filing.id, filing.applicantId, () => ({ event: 'save', facts: { section } }));
  }
  const { confirmed, ...value } = complete as { readonly confirmed?: readonly string[] };
  const changed = ({ contents }: Filing) => {
    const withForm = withSavedForm(contents, form, value);
    return form.startsWith('website.') ? withForm : withConfirmed(withForm, confirmationForm(form), confirmed);
  };
  const isPerson = form === 'principal' || form.startsWith('site-owner.');
  const others = isPerson ? olderPlaces(filing, changed(filing), form) : [];
  const after = await filings.change(filing.id, filing.applicantId, (current) => {
    const contents = withRenewal(changed(current), form, others);
    return JSON.stringify(contents) === JSON.stringify(current.contents)
      ? undefined
      : { event: 'save', contents, facts: { section } };
  });
  for (const other of others) await replaceDraft(filing, after, other, ports);
  return after;
}

async function findingsBeside(filing: Filing, form: DraftForm, draft: FormDraft, { filingCases }: DraftPorts) {
  return draftFindings(await filingCases.atHand(filing), form, draft);
}
