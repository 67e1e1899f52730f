import { reactive, readonly } from 'vue';
import { contactTokenIn } from '../../client/contacts.ts';
import type { FilingView } from '../../client/messages.ts';
import { type FilingStepId, isFilingStep, stepOfField } from '../../client/steps.ts';

/**
 * The current page, by the address after `#`: `/` the console, `/filings` my filings, `/privacy` my data,
 * `/contact/{token}` a link to somebody who confirms their number,
 * `/filings/{id}/{step}` a step; any other is unknown. `?field=` names the field to scroll to.
 */
export interface Route {
  page: 'console' | 'filings' | 'privacy' | 'contact' | 'step' | 'unknown';
  /** Of a link to a person; only on `contact`. */
  token?: string | undefined;
  filingId: string;
  step: FilingStepId;
  field: string | undefined;
}

const state = reactive<Route>(parse(location.hash));
export const route = readonly(state);

function parse(hash: string): Route {
  const token = contactTokenIn(hash);
  if (token !== undefined) return { page: 'contact', filingId: '', step: 'organizer', field: undefined, token };
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, list = '', filingId = '', step = 'organizer', ...more] = path.split('/');
  const field = new URLSearchParams(query).get('field') ?? undefined;
  const at = (page: Route['page']): Route => ({ page, filingId: '', step: 'organizer', field });
  if (list === '') return at('console');
  if (list === 'privacy' && filingId === '') return at('privacy');
  if (list !== 'filings' || more.length > 0) return at('unknown');
  if (filingId === '') return at('filings');
  return isFilingStep(step) ? { page: 'step', filingId, step, field } : at('unknown');
}

addEventListener('hashchange', () => Object.assign(state, parse(location.hash)));

export const consoleHref = '#/';
export const filingsHref = '#/filings';
export const privacyHref = '#/privacy';
/** The address of a step, optionally with a field in it. */
export const stepHref = (filingId: string, step: FilingStepId, field?: string): string =>
  `#/filings/${filingId}/${step}${field === undefined ? '' : `?field=${encodeURIComponent(field)}`}`;

/**
 * The address of a field's form, by the path that findings and reviewers use; inputs of the eligibility check are on
 * the console.
 */
export function hrefOfField({ filingId, organizerKind }: FilingView, field: string): string {
  const step = stepOfField(field, organizerKind);
  return step === 'eligibility' ? consoleHref : stepHref(filingId, step, field);
}

export function goTo(href: string): void {
  location.hash = href;
}
