import { formerPrincipal, inPlaceOfFormer, isChange, NUMBER_CHANGE } from '../../../../client/filing/changes.ts';
import type { OpenFiling } from '../../../../client/filing/open-filing.ts';
import { ApiError } from '../../../../contracts/client/api-error.ts';
import { NUMBER_REASONS, type NumberReason } from '../../../../shared/domain/filing/filing.ts';
import { call } from '../../api.ts';
import { filing, filingNow } from '../../filing.ts';
import type { OpenPage, PageEvent } from '../../page.ts';

/** What is typed of another certificate number; undefined while that is not open. */
export interface NumberPart {
  number: { readonly typed: string; readonly reason: NumberReason; readonly problem: string } | undefined;
}

/** What the page shows of the number of an enterprise whose record is changed; null where it is fixed. */
export function numberView({ view, contents }: OpenFiling, { number }: NumberPart) {
  const { certificateNumber: now } = contents.eligibility;
  const filed = contents.before?.certificateNumber;
  if (!isChange(view) || view.organizerKind !== 'enterprise' || filed === undefined) return null;
  const { label, before, open, about, number: typedLabel, reason, reasons, takeBack } = NUMBER_CHANGE;
  return {
    text: `${label}：${now}${now === filed ? '' : `（${before}${filed}）`}`,
    ...{ open, about, takeBack },
    label: typedLabel,
    reasonLabel: reason,
    isOpen: number !== undefined,
    typed: number?.typed ?? '',
    problem: number?.problem ?? '',
    mayTakeBack: now !== filed,
    reasons: NUMBER_REASONS.map((code) => ({ code, label: reasons[code], isChosen: number?.reason === code })),
  };
}

type Page = OpenPage<NumberPart>;

function openNumber(page: Page): void {
  const { contents } = filingNow(page.query.filingId) ?? {};
  const { certificateNumber = '' } = contents?.eligibility ?? {};
  const typed = certificateNumber === contents?.before?.certificateNumber ? '' : certificateNumber;
  page.change({ number: { typed, reason: contents?.numberReason ?? 're-issued', problem: '' } });
}

const edit = (page: Page, part: Partial<NonNullable<NumberPart['number']>>): void => {
  if (page.own.number) page.change({ number: { ...page.own.number, ...part } });
};

const save = (page: Page, certificateNumber: string) =>
  page.run(async () => {
    const { filingId = '' } = page.query;
    const { reason = 're-issued' } = page.own.number ?? {};
    try {
      await call('saveCertificateNumber', { params: { filingId }, body: { certificateNumber, reason } });
    } catch (caught) {
      const [field] = (caught instanceof ApiError && caught.facts.fields) || [];
      if (!field) throw caught;
      return edit(page, { problem: field.message });
    }
    await filing.load(filingId);
    page.change({ number: undefined });
  });

/** Puts the new principal in the former one’s place where that one is a site owner. */
export const replaceFormer = (page: Page) =>
  page.run(async () => {
    const { filingId = '' } = page.query;
    const open = await filing.load(filingId);
    if (!formerPrincipal(open.contents)?.isReplaced) return;
    await call('savePrincipal', { params: { filingId }, body: inPlaceOfFormer(open.contents) });
    await filing.load(filingId);
  });

/** Handlers of the part about the number. */
export const numberHandlers = {
  openNumber,
  closeNumber: (page: Page) => page.change({ number: undefined }),
  typeNumber: (page: Page, { detail }: PageEvent) => edit(page, { typed: detail.value }),
  chooseReason: (page: Page, { detail }: PageEvent) => edit(page, { reason: detail.value }),
  saveNumber: (page: Page) => save(page, page.own.number?.typed.trim() ?? ''),
  takeNumberBack: (page: Page) => save(page, filingNow(page.query.filingId)?.contents.before?.certificateNumber ?? ''),
};
