import { reactive, readonly } from 'vue';
import { contactTokenIn } from '../../client/account/contacts.ts';
import type { FilingView } from '../../client/calls/messages.ts';
import { type HelpTopic, isHelpTopic } from '../../client/eligibility/start.ts';
import { type FilingStepId, isFilingStep, stepToMend } from '../../client/filing/steps.ts';
import { transferTokenIn } from '../../client/records/record-transfers.ts';

/**
 * The current page, by the address after `#`: `/` the first page, `/type` the console, `/help/{topic}` help, `/filings`
 * my filings, `/claim` a record that came from elsewhere, `/privacy` my data,
 * `/cloud` cloud account and authorization codes, `/contact/{token}` a link to somebody
 * who confirms their number, `/hand-over/{token}` the site owner's own check,
 * `/photograph/{token}` documents that a phone photographs, `/transfer/{token}` a record that somebody takes over,
 * `/stop-transfer` its principal stops that, `/filings/{id}/{step}` a step; any other is unknown.
 * `?field=` names the field to scroll to.
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
    | 'photograph'
    | 'transfer'
    | 'stop-transfer'
    | 'claim'
    | 'step'
    | 'unknown';
  topic: HelpTopic;
  /** Of a link that opens a page without signing in. */
  token: string;
  filingId: string;
  step: FilingStepId;
  field: string | undefined;
}

const state = reactive<Route>(parse(location.hash));
export const route = readonly(state);

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, list = '', filingId = '', step = 'organizer', ...more] = path.split('/');
  const field = new URLSearchParams(query).get('field') ?? undefined;
  const nowhere = { filingId: '', step: 'organizer', topic: 'limits', token: '', field } as const;
  const at = (page: Route['page']): Route => ({ ...nowhere, page });
  const token = contactTokenIn(hash);
  if (token !== undefined) return { ...at('contact'), token };
  const transfer = transferTokenIn(hash);
  if (transfer !== undefined) return { ...at('transfer'), token: transfer };
  if ((list === 'hand-over' || list === 'photograph') && filingId !== '') return { ...at(list), token: filingId };
  if (list === '') return at('start');
  if (list === 'help' && isHelpTopic(filingId)) return { ...at('help'), topic: filingId };
  if (filingId === '' && (list === 'privacy' || list === 'cloud' || list === 'stop-transfer' || list === 'claim'))
    return at(list);
  if (filingId === '' && list === 'type') return at('console');
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
/** The page that the SMS to a principal names. */
export const stopTransferHref = '#/stop-transfer';
/** The address of a step, optionally with a field in it. */
export const stepHref = (filingId: string, step: FilingStepId, field?: string): string =>
  `#/filings/${filingId}/${step}${field === undefined ? '' : `?field=${encodeURIComponent(field)}`}`;

/**
 * The address of a field's form, by the path that findings and reviewers use; inputs of the eligibility check are on
 * the console.
 */
export function hrefOfField(view: FilingView, field: string): string {
  const step = stepToMend(view, field);
  return step === 'eligibility' ? consoleHref : stepHref(view.filingId, step, field);
}

export function goTo(href: string): void {
  location.hash = href;
}
