import * as glassEasel from 'glass-easel';
import * as adapter from 'glass-easel-miniprogram-adapter';
import { BUILT_IN_TAGS } from '../built-in-tags.ts';
import { phoneUnits } from './phone-units.ts';
import { checkPlain } from './plain-data.ts';

/** A page as its own code sees it: `this` of its methods. */
export interface PageCaller {
  onLoad?(options: Readonly<Record<string, string>>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
}
export interface PageComponent {
  triggerPageLifetime(name: string, given: readonly unknown[]): void;
}
export interface PageRoot {
  get(): PageCaller;
  getComponent(): PageComponent;
  attach(element: Element, placeholder: Element): void;
  release(): void;
}

// Labels find their fields by ids, and so do tests.
glassEasel.globalOptions.writeIdToDOM = true;
const env = new adapter.MiniProgramEnv();
/** WeChat's own code space, with the main space of components. */
export const space = env.createCodeSpace('', true);

const tags = new Set<string>(BUILT_IN_TAGS);
const context = new glassEasel.CurrentWindowBackendContext();
// `<input>` must not become the browser's.
Object.assign(context, {
  document: {
    createElement(tag: string) {
      const made = document.createElement(tags.has(tag) ? `wx-${tag}` : tag);
      const { setAttribute } = made;
      made.setAttribute = (name, value) =>
        setAttribute.call(made, name, name === 'style' ? phoneUnits(String(value)) : value);
      return made;
    },
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  },
});
context.onEvent((target, type, detail, options) => {
  const event = new glassEasel.Event(type, detail, options);
  glassEasel.Event.dispatchEvent(target as glassEasel.Element, event);
  return event.getEventBubbleStatus();
});
const backend = env.associateBackend(context as never);

/** The root of a new page; its query fills the page's properties. */
export const createRoot = (url: string): PageRoot => backend.createRoot('wx-root', space, url) as unknown as PageRoot;

interface Node {
  readonly childNodes?: readonly Node[];
  readonly shadowRoot?: Node;
  triggerLifetime?(name: string, given: readonly unknown[]): void;
}
const readied = new WeakSet<object>();
const watched = new Set<Node>();

/** The framework leaves the lifetime `ready` to its host: children first, each once, also those that come later. */
export function whenReady(component: PageComponent): void {
  watched.add(component as unknown as Node);
  ready(component as unknown as Node);
}

function ready(node: Node): void {
  const isComponent = glassEasel.Component.isComponent(node);
  if (isComponent && node.shadowRoot) ready(node.shadowRoot);
  for (const child of node.childNodes ?? []) ready(child);
  if (!isComponent || readied.has(node)) return;
  readied.add(node);
  node.triggerLifetime?.('ready', []);
}

/** Data cross from logic to view as JSON: checks each `setData`, and readies what it has made. */
export function watchSetData(): void {
  const { prototype } = adapter.component.ComponentCaller;
  const { setData } = prototype;
  prototype.setData = function (this: { is?: string }, data: unknown, done?: () => void) {
    checkPlain(data, String(this.is));
    setData.call(this as never, data as never, done);
    queueMicrotask(() => watched.forEach(ready));
  } as typeof setData;
}
