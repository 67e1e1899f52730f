import { reactive, readonly } from 'vue';
import { contactTokenIn } from '../../client/account/contacts.ts';
import type { FilingView } from '../../client/calls/messages.ts';
import { type FilingStepId, isFilingStep, nextIn, queryOfField, stepOfField } from '../../client/filing/steps.ts';
import { type HelpTopic, isHelpTopic } from '../../client/help/topics.ts';
import { transferTokenIn } from '../../client/records/record-transfers.ts';
import { shortAddressIn } from '../../shared/domain/messages/short-address.ts';

/** The pages of a record, by what follows its id: nothing for its own. */
const RECORD_PAGES = {
  '': 'record',
  websites: 'filed-website',
  change: 'change',
  endings: 'ending',
  transfer: 'offer-transfer',
  notices: 'notice',
} as const;

/** Pages that are called as their address is. */
const PLAIN_PAGES = ['privacy', 'cloud', 'stop-transfer', 'claim', 'lost', 'elsewhere'] as const;

/**
 * The current page, by the address after `#`: `/` the first page, `/type` the console, `/help/{topic}` help, `/filings`
 * my filings, `/elsewhere` where else a record may be,
 * `/claim` one that came from elsewhere, `/lost` one whose account is lost, `/privacy` my data,
 * `/cloud` cloud account and authorization codes, `/contact/{token}` a link to somebody
 * who confirms their number, `/hand-over/{token}` the site owner's own check,
 * `/photograph/{token}` documents that a phone photographs, `/transfer/{token}` a record that somebody takes over,
 * `/stop-transfer` its principal stops that, `/records/{id}` a record, and behind it `websites/{id}` a website of it,
 * `change`, `endings/{type}/{website}`, `transfer`, `notices/{number}`; `/filings/{id}/{step}` a step; any other is unknown.
 * Without `/` it is the short address of a message, which leads to one of these once somebody is signed in.
 * `?field=` names the field to scroll to, `next=` those that are asked after it.
 */
export interface Route {
  page:
    | 'start'
    | 'console'
    | 'filings'
    | 'privacy'
    | 'cloud'
    | 'help'
    | 'contact'
    | 'hand-over'
    | 'message'
    | 'photograph'
    | 'transfer'
    | 'stop-transfer'
    | 'claim'
    | 'lost'
    | 'elsewhere'
    | (typeof RECORD_PAGES)[keyof typeof RECORD_PAGES]
    | 'step'
    | 'unknown';
  topic: HelpTopic;
  /** The token of a link that opens a page without signing in; of a message, what follows `#`. */
  token: string;
  filingId: string;
  recordId: string;
  websiteId: string;
  /** Which ending, or which notice. */
  item: string;
  step: FilingStepId;
  field: string | undefined;
  /** The fields that are asked after it. */
  next: readonly string[];
}

const state = reactive<Route>(parse(location.hash));
export const route = readonly(state);

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, list = '', filingId = '', step = 'progress', ...more] = path.split('/');
  const asked = new URLSearchParams(query);
  const field = asked.get('field') ?? undefined;
  const nowhere = {
    filingId: '',
    recordId: '',
    websiteId: '',
    item: '',
    step: 'progress',
    topic: 'limits',
    token: '',
    field,
    next: nextIn(asked.get('next')),
  } as const;
  const at = (page: Route['page']): Route => ({ ...nowhere, page });
  const message = shortAddressIn(hash);
  if (message) return message.about === 'stop' ? at('stop-transfer') : { ...at('message'), token: hash.slice(1) };
  const token = contactTokenIn(hash);
  if (token !== undefined) return { ...at('contact'), token };
  const transfer = transferTokenIn(hash);
  if (transfer !== undefined) return { ...at('transfer'), token: transfer };
  if ((list === 'hand-over' || list === 'photograph') && filingId !== '') return { ...at(list), token: filingId };
  if (list === '') return at('start');
  if (list === 'help' && isHelpTopic(filingId)) return { ...at('help'), topic: filingId };
  if (filingId === '' && (PLAIN_PAGES as readonly string[]).includes(list)) return at(list as Route['page']);
  if (filingId === '' && list === 'type') return at('console');
  const ofRecord = path.split('/')[3] ?? '';
  if (list === 'records' && filingId !== '' && Object.hasOwn(RECORD_PAGES, ofRecord)) {
    const [item = '', websiteId = ofRecord === 'websites' ? item : ''] = more;
    return { ...at(RECORD_PAGES[ofRecord as keyof typeof RECORD_PAGES]), recordId: filingId, item, websiteId };
  }
  if (list !== 'filings' || more.length > 0) return at('unknown');
  if (filingId === '') return at('filings');
  return isFilingStep(step) ? { ...at('step'), filingId, step } : at('unknown');
}

addEventListener('hashchange', () => Object.assign(state, parse(location.hash)));

export const startHref = '#/';
export const consoleHref = '#/type';
export const helpHref = (topic: HelpTopic): string => `#/help/${topic}`;
export const filingsHref = '#/filings';
export const privacyHref = '#/privacy';
export const cloudHref = '#/cloud';
export const claimHref = '#/claim';
export const lostHref = '#/lost';
export const elsewhereHref = '#/elsewhere';
/** The address of something about a record, as `Route` lists them. */
export const recordHref = (recordId: string, ...parts: readonly (string | number)[]): string =>
  `#/records/${[recordId, ...parts].join('/')}`;
/** The page that the SMS to a principal names. */
export const stopTransferHref = '#/stop-transfer';
/** The address of a step, optionally with a field in it, and others that are asked after it. */
export const stepHref = (filingId: string, step: FilingStepId, field?: string, next: readonly string[] = []): string =>
  `#/filings/${filingId}/${step}${field === undefined ? '' : `?${queryOfField(field, next)}`}`;

/** The address of a field of a filing, by the path that findings and reviewers use. */
export const hrefOfField = ({ filingId, organizerKind }: FilingView, field: string, next?: readonly string[]): string =>
  stepHref(filingId, stepOfField(field, organizerKind), field, next);

/** The field in which somebody was last. */
let lastField: string | undefined;
addEventListener('focusin', ({ target }) => {
  lastField = (target as Element).closest<HTMLElement>('[data-field]')?.dataset.field ?? lastField;
});

/** Makes the field in which somebody is a part of the address: whoever has to sign in again comes back to it. */
export function stayAtField(): void {
  if (state.page !== 'step' || !document.querySelector(`[data-field="${lastField}"]`)) return;
  state.field = lastField;
  history.replaceState(null, '', stepHref(state.filingId, state.step, lastField, state.next));
}

export function goTo(href: string): void {
  location.hash = href;
}
