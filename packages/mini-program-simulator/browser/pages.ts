import { Refused } from './api.ts';
import { createRoot, type PageCaller, type PageComponent, type PageRoot, whenReady } from './framework.ts';
import { loadComponent } from './modules.ts';
import { program } from './program.ts';
import type { Navigation } from './wx.ts';

interface OpenPage {
  readonly path: string;
  readonly element: HTMLElement;
  readonly root: PageRoot;
  readonly component: PageComponent;
  readonly caller: PageCaller;
  readonly title: string;
}

const MOST_PAGES = 10;
const stack: OpenPage[] = [];
const find = (selector: string) => document.querySelector(selector) as HTMLElement;
const screenElement = find('.wx-screen');
const pageStyle = document.head.appendChild(document.createElement('style'));

export const openCallers = (): PageCaller[] => stack.map(({ caller }) => caller);
const top = (): OpenPage => stack.at(-1) as OpenPage;

/** `path` without a leading slash, and the query as it stands: WeChat decodes nothing. */
export function parseUrl(url: string) {
  const [path = '', search = ''] = url.split('?', 2);
  const pairs = search.split('&').filter(Boolean);
  const options = Object.fromEntries(pairs.map((pair) => [pair.split('=', 1)[0], pair.split('=').slice(1).join('=')]));
  return { path: path.replace(/^\//, ''), search, options: options as Record<string, string> };
}

const absolute = (url: string): string =>
  url.startsWith('/') || stack.length === 0
    ? url
    : new URL(url, `http://x/${top().path}`).href.slice('http://x'.length);

function checked(url: string) {
  const { path, search, options } = parseUrl(absolute(url));
  if (!program.app.pages.includes(path)) throw new Refused(`page "${path}" is not found`);
  return { path, search, options };
}

/** Opens a page on top: loads, shows and readies it. */
function push({ path, search, options }: ReturnType<typeof checked>): void {
  if (stack.length >= MOST_PAGES) throw new Refused('webview count limit exceed');
  loadComponent(path);
  const element = document.createElement('div');
  element.className = 'wx-page';
  // A finger scrolls it; so does a key.
  element.tabIndex = 0;
  element.dataset.route = path;
  const placeholder = element.appendChild(document.createElement('span'));
  screenElement.append(element);
  const root = createRoot(`${path}?${search}`);
  const caller = root.get();
  Object.assign(caller, { route: path, options });
  const title = program.configs[path]?.navigationBarTitleText ?? program.app.window?.navigationBarTitleText ?? '';
  const page = { path, element, root, component: root.getComponent(), caller, title };
  stack.push(page);
  present();
  root.attach(element, placeholder);
  caller.onLoad?.(options);
  appear();
  whenReady(page.component);
  caller.onReady?.();
}

/** Shows the page on top with its own styles: pages would else style each other. */
function present(): void {
  for (const { element } of stack) element.hidden = element !== top().element;
  const { app, pages } = { app: program.styles.app, pages: program.app.pages };
  const shared = Object.keys(program.styles).filter((is) => is !== 'app' && !program.scopes[is] && !pages.includes(is));
  pageStyle.textContent = [app, ...shared.map((is) => program.styles[is]), program.styles[top().path]].join('\n');
  find('.wx-title').textContent = top().title;
  find('.wx-back').hidden = stack.length < 2;
  document.title = top().title;
}

function appear(): void {
  const { caller, component } = top();
  caller.onShow?.();
  component.triggerPageLifetime('show', []);
}
function disappear(): void {
  const { caller, component } = top();
  caller.onHide?.();
  component.triggerPageLifetime('hide', []);
}
function close(): void {
  const page = stack.pop();
  page?.caller.onUnload?.();
  page?.root.release();
  page?.element.remove();
}

/** The page stack as `wx` uses it. */
export const navigation: Navigation = {
  to(url) {
    const page = checked(url);
    disappear();
    push(page);
  },
  replace(url) {
    const page = checked(url);
    close();
    push(page);
  },
  back() {
    // As in WeChat, nothing comes of it on the first page.
    if (stack.length < 2) return;
    close();
    present();
    appear();
  },
  reset(url) {
    const page = checked(url);
    while (stack.length > 0) close();
    push(page);
  },
  scroll({ selector, offsetTop = 0 }) {
    const { element } = top();
    const target = element.querySelector(idSelector(selector));
    const at = target
      ? target.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
      : 0;
    element.scrollTop = at + offsetTop;
  },
};

/** Ids get a prefix per page. */
const idSelector = (selector: string): string => selector.replace(/#([\w-]+)/g, '[id$="$1"]');

/** The first page, and the bar's way back. */
export function openFirst(url: string): void {
  find('.wx-back').addEventListener('click', () => navigation.back());
  push(checked(`/${url}`));
}

/** What the phone does when its owner goes to another app, and comes back. */
export const background = (): void => disappear();
export const foreground = (): void => appear();
