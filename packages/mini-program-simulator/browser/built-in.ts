import type { BuiltInTag } from '../built-in-tags.ts';
import { space } from './framework.ts';

/** A built-in component: the framework's object, with the element that the browser draws. */
export interface BuiltIn {
  readonly data: Readonly<Record<string, unknown>>;
  readonly $$: HTMLElement;
  setData(data: Record<string, unknown>): void;
  triggerEvent(name: string, detail: unknown, options: object): void;
}

/** What is inside a built-in component, and what to do when one of its properties changes. */
export interface Inside {
  /** What readers of screens should meet; the component's own element if left out. */
  readonly control?: HTMLElement;
  readonly attached?: () => void;
  readonly detached?: () => void;
  readonly on?: Readonly<Record<string, (value: never) => void>>;
}

type Property = BooleanConstructor | { readonly type: unknown; readonly value: unknown };
export const text = (value = ''): Property => ({ type: String, value });
export const number = (value = 0): Property => ({ type: Number, value });
export const anything = (value: unknown = null): Property => ({ type: null, value });

const ARIA =
  'Label Hidden Disabled Checked Selected Expanded Live Modal Labelledby Describedby Valuenow Valuemin Valuemax ' +
  'Valuetext Haspopup Controls Level Current Invalid Required Busy Pressed';
/** `aria-*` and `hidden` reach a component as properties. */
const COMMON: Readonly<Record<string, Property>> = {
  hidden: Boolean,
  ariaRole: text(),
  hoverClass: text(),
  animation: anything(),
  ...Object.fromEntries(ARIA.split(' ').map((name) => [`aria${name}`, anything(undefined)])),
};
/** A template without children; a component without a template has a default slot. */
const EMPTY = { content: () => () => ({ C: () => {}, B: {} }) };

export interface Definition {
  readonly role?: string;
  /** Whether it has children. */
  readonly slot?: boolean;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly make?: (host: HTMLElement, component: BuiltIn) => Inside;
}

interface Made extends BuiltIn {
  inside?: Inside;
}

/** Defines one of WeChat's tags. */
export function define(tag: BuiltInTag, { role, slot = true, properties = {}, make = () => ({}) }: Definition): void {
  const all = { ...COMMON, ...properties };
  const main = space.getComponentSpace();
  const definition = main.defineComponent({
    is: `wx:${tag}`,
    options: { virtualHost: false },
    ...(slot ? {} : { template: EMPTY }),
    properties: all,
    lifetimes: {
      created(this: Made) {
        if (role) this.$$.setAttribute('role', role);
        // Chromium moves a touch to the nearest element with a listener, and the framework listens at the page alone.
        this.$$.addEventListener('click', () => {});
        this.inside = make(this.$$, this);
        for (const name of Object.keys(properties)) apply(this, role, name);
      },
      attached(this: Made) {
        this.inside?.attached?.();
      },
      detached(this: Made) {
        this.inside?.detached?.();
      },
    },
    observers: Object.keys(all).map((name) => ({
      fields: name,
      observer(this: Made) {
        if (this.inside) apply(this, role, name);
      },
    })),
  } as never);
  main.setGlobalUsingComponent(tag, definition as never);
}

function apply({ data, $$: host, inside = {} }: Made, role: string | undefined, name: string): void {
  const value = data[name];
  if (name === 'hidden') host.toggleAttribute('hidden', Boolean(value));
  else if (name === 'ariaRole') setOrRemove(host, 'role', value || role);
  else if (name.startsWith('aria')) setOrRemove(inside.control ?? host, `aria-${name.slice(4).toLowerCase()}`, value);
  else inside.on?.[name]?.(value as never);
}

function setOrRemove(element: HTMLElement, name: string, value: unknown): void {
  if (value === undefined || value === null || value === '') element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/** Tells the page about something; nobody else hears it, as of WeChat's own components. */
export const tell = (component: BuiltIn, name: string, detail: unknown): void =>
  component.triggerEvent(name, detail, { bubbles: false, composed: false });

/** Lets a key do what a finger does. */
export function pressable(host: HTMLElement, keys: readonly string[]): void {
  host.tabIndex = 0;
  host.addEventListener('keydown', (event) => {
    if (event.target !== host || !keys.includes(event.key)) return;
    event.preventDefault();
    for (const type of ['mousedown', 'mouseup', 'click']) host.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  });
}
