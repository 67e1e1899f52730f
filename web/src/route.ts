import { reactive, readonly } from 'vue';
import type { FilingView } from '../../client/messages.ts';
import { type FilingStepId, isFilingStep, stepOfField } from '../../client/steps.ts';

/**
 * The current page, by the address after `#`: `/` the console, `/filings` my filings, `/privacy` my data,
 * `/filings/{id}/{step}` a step. `?field=` names the field to scroll to.
 */
export interface Route {
  page: 'console' | 'filings' | 'privacy' | 'step';
  filingId: string;
  step: FilingStepId;
  field: string | undefined;
}

const state = reactive<Route>(parse(location.hash));
export const route = readonly(state);

function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, list, filingId = '', step = 'organizer'] = path.split('/');
  const field = new URLSearchParams(query).get('field') ?? undefined;
  if (list === 'privacy') return { page: 'privacy', filingId: '', step: 'organizer', field };
  if (list !== 'filings') return { page: 'console', filingId: '', step: 'organizer', field };
  if (filingId === '') return { page: 'filings', filingId, step: 'organizer', field };
  return { page: 'step', filingId, step: isFilingStep(step) ? step : 'organizer', field };
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
