import { reactive, readonly } from 'vue';
import type { QueueName, TaskQueueName } from './operations.ts';
import { QUEUE_NAMES, TASK_QUEUE_NAMES } from './words.ts';

/** A page of one case: the check itself, and what follows from it. */
export const CASE_VIEWS = ['check', 'return', 'decline', 'call', 'second-view'] as const;
export type CaseViewName = (typeof CASE_VIEWS)[number];

/** A page for leads. */
export const SETTINGS = ['clocks', 'rates', 'reasons'] as const;
export type SettingsName = (typeof SETTINGS)[number];

/** Pages without a part. */
export const PAGES = [
  'rectification',
  'unreached',
  'search',
  'samples',
  'access',
  'figures',
  'ties',
  'sessions',
] as const;
export type PageName = (typeof PAGES)[number];

/**
 * The current page, by the address after `#`: `/queues/{queue}` (the first page: mine),
 * `/cases/{id}[/{view}]`,
 * `/settings/{part}`, `/authority[/{case with a return}]`, or one of `PAGES`; any other is unknown.
 */
export interface Route {
  page: 'queue' | 'tasks' | 'case' | 'settings' | 'authority' | PageName | 'unknown';
  queue: QueueName;
  tasks: TaskQueueName;
  caseId: string;
  view: CaseViewName;
  settings: SettingsName;
  /** What stands after `?`: which figure's cases are shown, so that a link keeps them. Never what somebody typed. */
  query: Readonly<Record<string, string>>;
}

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T =>
  (all as readonly string[]).includes(text);

export function routeOf(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const [, list = '', id = '', part = '', ...more] = path.split('/');
  const nowhere: Route = {
    page: 'unknown',
    queue: 'mine',
    tasks: 'authority-returned',
    caseId: '',
    view: 'check',
    settings: 'clocks',
    query: Object.fromEntries(new URLSearchParams(search)),
  };
  if (more.length > 0) return nowhere;
  if (list === '') return { ...nowhere, page: 'queue' };
  if (list === 'queues' && part === '' && isOneOf(QUEUE_NAMES, id)) return { ...nowhere, page: 'queue', queue: id };
  if (list === 'queues' && part === '' && isOneOf(TASK_QUEUE_NAMES, id))
    return { ...nowhere, page: 'tasks', tasks: id };
  if (list === 'cases' && id !== '') {
    const view = part === '' ? 'check' : part;
    return isOneOf(CASE_VIEWS, view) ? { ...nowhere, page: 'case', caseId: id, view } : nowhere;
  }
  if (list === 'authority' && part === '') return { ...nowhere, page: 'authority', caseId: id };
  if (isOneOf(PAGES, list) && id === '' && part === '') return { ...nowhere, page: list };
  const settings = id === '' ? 'clocks' : id;
  if (list === 'settings' && part === '' && isOneOf(SETTINGS, settings))
    return { ...nowhere, page: 'settings', settings };
  return nowhere;
}

const state = reactive<Route>(routeOf(location.hash));
export const route = readonly(state);
addEventListener('hashchange', () => Object.assign(state, routeOf(location.hash)));

export const queueHref = (queue: QueueName | TaskQueueName): string => `#/queues/${queue}`;
export const caseHref = (caseId: string, view: CaseViewName = 'check'): string =>
  `#/cases/${caseId}${view === 'check' ? '' : `/${view}`}`;
export const settingsHref = (part: SettingsName): string => `#/settings/${part}`;

export const authorityHref = (caseId = ''): string => `#/authority${caseId && `/${caseId}`}`;
export const pageHref = (page: PageName): string => `#/${page}`;

/** Opens a page at once, so that keys pressed after the one that led there are heard on the new page. */
export function goTo(href: string): void {
  location.hash = href;
  Object.assign(state, routeOf(href));
}
