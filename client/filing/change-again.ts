import { type Difference, differences, domainsOf } from '../../shared/domain/filing/difference.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { type DraftForm, valuesOf } from '../../shared/domain/filing/form-draft.ts';
import type { ChangeTopic } from '../../shared/domain/record/change-topics.ts';
import type { Call } from '../calls/api-client.ts';
import type { Input } from '../calls/messages.ts';
import { type FormPath, formAt } from '../form/form-path.ts';
import { type createOpenFiling, draftIn, type OpenFiling } from './open-filing.ts';

/** What a value belongs to, by its path; the first that fits counts. */
const TOPICS: readonly (readonly [RegExp, ChangeTopic])[] = [
  [/^principal\.mobile/, 'mobile'],
  [/^principal\.(officePhone|emergencyPhone|email)/, 'contacts'],
  [/^principal\.idValid/, 'card'],
  [/^principal\./, 'principal'],
  [/^organizer\.address/, 'address'],
  [/^organizer\.name/, 'name'],
  [/^organizer\./, 'licence'],
  [/^eligibility\./, 'number'],
  [/\.details\.(name|homeUrl)/, 'website'],
  [/\.preApprovals/, 'approvals'],
  [/\.details\./, 'contents'],
  [/\.siteOwner\.(mobile|officePhone|emergencyPhone|email)/, 'owner-contacts'],
  [/\.siteOwner\.idValid/, 'owner-card'],
  [/\.siteOwner\./, 'owner'],
  [/\.(cloudService|domain)$/, 'server'],
];
const topicOf = (path: string) => `${/^websites\.\d+/.exec(path)?.[0]} ${TOPICS.find(([at]) => at.test(path))?.[1]}`;

/** What differs from the record as it is typed, in forms that are not complete, too. */
function typedDifferences(open: OpenFiling): readonly Difference[] {
  const typed = (path: FormPath, form: object | undefined) => ({
    ...form,
    ...valuesOf(draftIn(open, formAt(path, open.view.websites))),
  });
  const { contents } = open;
  const websites = contents.websites.map((site, place) => ({
    ...site,
    details: typed(`websites.${place}.details`, site.details),
    siteOwner: typed(`websites.${place}.siteOwner`, site.siteOwner),
  }));
  const { organizer, principal } = contents;
  const forms = { organizer: typed('organizer', organizer), principal: typed('principal', principal), websites };
  return differences({ ...contents, ...forms } as unknown as FilingContents);
}

/**
 * The fields that were chosen, where a change lets one choose: what differs already, and what was asked for.
 *
 * @param asked the fields with which it was begun
 */
export function chosenIn(open: OpenFiling, fields: readonly string[], asked: readonly string[]): string[] {
  const topics = typedDifferences(open).map(({ path }) => topicOf(path));
  return fields.filter((field) => asked.includes(field) || topics.includes(topicOf(field)));
}

/** What stands beside other things on the page of a question, and no picture fills in. */
const ASKED_ALONE = /\.(mobile|officePhone|emergencyPhone|email)$|\.details\./;

/**
 * Whether the page of a question asks for a value: in a change only for what was chosen, and what differs already.
 *
 * @param asked the fields that its address names
 */
export function isChosen(open: OpenFiling, path: string, asked: readonly string[]): boolean {
  if (!open.contents.before || ![path, asked[0] ?? ''].every((field) => ASKED_ALONE.test(field))) return true;
  const differing = typedDifferences(open).map(({ path: changed }) => changed);
  return [...asked, ...differing].some((field) => topicOf(field) === topicOf(path));
}

type Fields = Input<'saveDraft'>['body']['fields'];

/** Gives the values of the record back to what is not chosen any more. @throws ApiError */
export async function giveBack(
  host: { readonly call: Call; readonly newPage: () => string } & Pick<
    ReturnType<typeof createOpenFiling>,
    'saveDraft'
  >,
  open: OpenFiling,
  fields: readonly string[],
): Promise<void> {
  const { filingId, websites } = open.view;
  const topics = fields.map(topicOf);
  const changed = typedDifferences(open).filter(({ path }) => topics.includes(topicOf(path)));
  const params = { filingId };
  const forms = new Map<DraftForm, Fields>();
  for (const { path, before } of changed) {
    const [, form, key = ''] = /^(organizer|principal|websites\.\d+\.(?:details|siteOwner))\.(\w+)$/.exec(path) ?? [];
    const place = Number(path.split('.')[1]);
    const filed = open.contents.before?.websites.find(({ id }) => id === websites[place]?.websiteId);
    if (form) {
      const name = formAt(form as FormPath, websites);
      forms.set(name, { ...forms.get(name), [key]: (before ?? '') as Fields[string] });
    } else if (path === 'eligibility.certificateNumber')
      await host.call('saveCertificateNumber', {
        params,
        body: { certificateNumber: String(before), reason: 're-issued' },
      });
    else if (filed)
      await host.call('saveConnection', {
        params: { filingId, websiteId: filed.id },
        body: { domains: [...domainsOf(filed)], cloudService: filed.cloudService },
      });
  }
  for (const [form, values] of forms)
    await host.saveDraft(filingId, form, { page: host.newPage(), fields: values }, draftIn(open, form).version);
}
