import { anything, type BuiltIn, define, number, pressable, tell, text } from './built-in.ts';
import { element, type PickerData, pick } from './overlays.ts';
import { shareFrom } from './share.ts';
import { phoneNumberDetail } from './wx.ts';

/** Tags that a person uses. */
export function defineControls(): void {
  define('button', {
    role: 'button',
    properties: { plain: Boolean, disabled: Boolean, loading: Boolean, openType: text() },
    make: makeButton,
  });
  const typed = {
    value: anything(''),
    type: text('text'),
    placeholder: text(),
    disabled: Boolean,
    focus: Boolean,
    maxlength: number(140),
    cursorSpacing: number(),
  };
  define('input', { slot: false, properties: typed, make: (host, component) => makeTyped(host, component, 'input') });
  define('textarea', {
    slot: false,
    properties: typed,
    make: (host, component) => makeTyped(host, component, 'textarea'),
  });
  define('label', { make: makeLabel });
  const choice = { value: anything(''), checked: Boolean, disabled: Boolean, color: text() };
  for (const tag of ['checkbox', 'radio', 'switch'] as const)
    define(tag, { role: tag, properties: choice, make: (host, component) => makeChoice(host, component, tag) });
  define('checkbox-group', { role: 'group', make: makeGroup });
  define('radio-group', { role: 'radiogroup', make: makeGroup });
  define('picker', {
    role: 'combobox',
    properties: {
      mode: text('selector'),
      range: anything([]),
      value: anything(0),
      start: text(),
      end: text(),
      disabled: Boolean,
      headerText: text(),
    },
    make: makePicker,
  });
}

function makeButton(host: HTMLElement, component: BuiltIn) {
  pressable(host, ['Enter', ' ']);
  host.addEventListener('click', async () => {
    const { disabled, openType } = component.data;
    if (disabled) return;
    if (openType === 'getPhoneNumber') tell(component, 'getphonenumber', await phoneNumberDetail());
    if (openType === 'share') await shareFrom((component as unknown as { readonly dataset: object }).dataset);
  });
  return {
    on: {
      loading: (is: boolean) => void host.toggleAttribute('loading', is),
      disabled: (is: boolean) => disable(host, is),
    },
  };
}

function disable(host: HTMLElement, is: boolean): void {
  host.toggleAttribute('disabled', is);
  host.setAttribute('aria-disabled', String(is));
}

const KEYBOARDS: Readonly<Record<string, string>> = { number: 'numeric', digit: 'decimal' };

function makeTyped(host: HTMLElement, component: BuiltIn, tag: 'input' | 'textarea') {
  const control = host.appendChild(element(tag));
  let hasFocus = false;
  const send = (name: string) =>
    tell(component, name, { value: control.value, cursor: control.selectionEnd ?? 0, height: 0 });
  // The framework would hear the browser's own events at the host as well, without a detail.
  for (const name of ['change', 'select', 'scroll', 'keydown', 'keyup'])
    control.addEventListener(name, (event) => event.stopPropagation());
  control.addEventListener('input', (event) => {
    event.stopPropagation();
    component.setData({ value: control.value });
    send('input');
  });
  control.addEventListener('focus', () => send('focus'));
  control.addEventListener('blur', () => send('blur'));
  control.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Enter' && tag === 'input') send('confirm');
  });
  host.addEventListener('click', ({ target }) => target === host && control.focus());
  return {
    control,
    on: {
      value: (value: unknown) => {
        const shown = value === null || value === undefined ? '' : String(value);
        if (control.value !== shown) control.value = shown;
      },
      type: (value: string) => {
        control.inputMode = KEYBOARDS[value] ?? 'text';
      },
      placeholder: (value: string) => {
        control.placeholder = value;
      },
      disabled: (is: boolean) => {
        control.disabled = is;
      },
      focus: (is: boolean) => {
        // As it is attached it can't have the focus yet. A page that is drawn again says nothing new.
        if (is && !hasFocus) setTimeout(() => control.focus({ preventScroll: true }));
        hasFocus = is;
      },
      maxlength: (value: number) => {
        if (value >= 0) control.maxLength = value;
        else control.removeAttribute('maxlength');
      },
    },
  };
}

const CONTROLS = '[role=checkbox],[role=radio],[role=switch],[role=button],wx-input,wx-textarea';

function makeLabel(host: HTMLElement) {
  host.addEventListener('click', ({ target }) => {
    if ((target as Element).closest(CONTROLS)) return;
    const control = host.querySelector<HTMLElement>(CONTROLS);
    if (control?.matches('wx-input,wx-textarea')) (control.firstElementChild as HTMLElement).focus();
    else control?.click();
  });
  return {};
}

/** What a group asks of the choices in it. */
interface Choice {
  readonly value: () => unknown;
  readonly isOn: () => boolean;
  readonly set: (on: boolean) => void;
}
const choices = new WeakMap<Element, Choice>();

function makeChoice(host: HTMLElement, component: BuiltIn, tag: 'checkbox' | 'radio' | 'switch') {
  pressable(host, [' ']);
  host.prepend(element('i'));
  const isOn = () => host.hasAttribute('checked');
  const set = (on: boolean) => {
    host.toggleAttribute('checked', on);
    host.setAttribute('aria-checked', String(on));
  };
  choices.set(host, { value: () => component.data.value, isOn, set });
  host.addEventListener('click', () => {
    if (component.data.disabled || (tag === 'radio' && isOn())) return;
    const group = tag === 'switch' ? undefined : host.closest(`wx-${tag}-group`);
    if (tag === 'radio') for (const other of group?.querySelectorAll('wx-radio') ?? []) choices.get(other)?.set(false);
    set(!isOn());
    if (tag === 'switch') tell(component, 'change', { value: isOn() });
    group?.dispatchEvent(new Event('wx-choice'));
  });
  return { on: { checked: set, disabled: (is: boolean) => disable(host, is) } };
}

function makeGroup(host: HTMLElement, component: BuiltIn) {
  const value = () => {
    const on = [...host.querySelectorAll('wx-checkbox,wx-radio')].flatMap((control) => {
      const choice = choices.get(control);
      return choice?.isOn() ? [choice.value()] : [];
    });
    return host.localName === 'wx-radio-group' ? (on[0] ?? '') : on;
  };
  host.addEventListener('wx-choice', () => tell(component, 'change', { value: value() }));
  return {};
}

function makePicker(host: HTMLElement, component: BuiltIn) {
  pressable(host, ['Enter', ' ']);
  host.setAttribute('aria-haspopup', 'dialog');
  host.setAttribute('aria-expanded', 'false');
  host.addEventListener('click', async () => {
    if (component.data.disabled) return;
    const value = await pick(component.data as unknown as PickerData);
    if (value === undefined) return tell(component, 'cancel', {});
    component.setData({ value });
    tell(component, 'change', { value });
  });
  return { on: { disabled: (is: boolean) => disable(host, is) } };
}
