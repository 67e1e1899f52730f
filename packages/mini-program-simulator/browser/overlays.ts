/** What WeChat draws over a page: toasts, dialogs, sheets, pickers. */

export interface DialogButton {
  readonly name: string;
  readonly text: string;
}
export interface Dialog {
  readonly title?: string;
  readonly content?: string;
  readonly buttons: readonly DialogButton[];
  /** Whether a text can be typed, and what stands in its place before. */
  readonly placeholder?: string;
}

/** Shows a dialog. @returns the name of the chosen button, and what was typed. */
export function showDialog({ title, content, buttons, placeholder }: Dialog) {
  return new Promise<{ name: string; typed: string }>((resolve) => {
    const box = element('div', 'wx-modal', {
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': title || content || '',
    });
    if (title) box.append(element('h2', '', {}, title));
    if (content) box.append(element('p', '', {}, content));
    const input =
      placeholder === undefined ? undefined : element('input', '', { placeholder, 'aria-label': placeholder });
    if (input) box.append(input);
    const footer = element('footer');
    const mask = inMask(box, '');
    for (const { name, text } of buttons) {
      footer.append(
        button(text, () => {
          mask.remove();
          resolve({ name, typed: input?.value ?? '' });
        }),
      );
    }
    box.append(footer);
  });
}

/** Shows a picture over everything until it is tapped. */
export function showPicture(address: string): Promise<void> {
  return new Promise((resolve) => {
    const box = element('div', 'wx-picture', { role: 'dialog', 'aria-modal': 'true', 'aria-label': '图片预览' });
    const mask = inMask(box, '');
    const close = button('关闭', () => {
      mask.remove();
      resolve();
    });
    box.append(element('img', '', { src: address, alt: '图片' }), close);
  });
}

/** Asks a question of yes and no. */
export const ask = async (title: string, content: string, no: string, yes: string): Promise<boolean> => {
  const buttons = [
    { name: 'no', text: no },
    { name: 'yes', text: yes },
  ];
  return (await showDialog({ title, content, buttons })).name === 'yes';
};

/** Shows an action sheet. @returns the index of the chosen item; undefined when it was dismissed. */
export function chooseItem(items: readonly string[], title: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const box = element('div', 'wx-sheet', { role: 'dialog', 'aria-modal': 'true', 'aria-label': title || '选择' });
    const mask = inMask(box, 'bottom');
    const end = (index?: number) => () => {
      mask.remove();
      resolve(index);
    };
    box.append(...items.map((item, index) => button(item, end(index))), button('取消', end(), 'cancel'));
  });
}

export interface PickerData {
  readonly mode: string;
  readonly range: readonly unknown[];
  readonly rangeKey: string;
  readonly value: unknown;
  readonly start: string;
  readonly end: string;
  readonly headerText: string;
}

/** Shows a picker's sheet. @returns `detail.value` of its `change`; undefined when it was dismissed. */
export function pick({ mode, range, rangeKey, value, start, end, headerText }: PickerData): Promise<unknown> {
  return new Promise((resolve) => {
    const label = headerText || '选择器';
    const box = element('div', 'wx-sheet picker', { role: 'dialog', 'aria-modal': 'true', 'aria-label': label });
    const mask = inMask(box, 'bottom');
    const nameOf = (item: unknown) => String(rangeKey ? (item as Record<string, unknown>)[rangeKey] : item);
    const column = (items: readonly unknown[], chosen: unknown, name: string) => {
      const select = element('select', '', { size: '6', 'aria-label': name });
      select.append(...items.map((item, at) => new Option(nameOf(item), String(at), false, at === Number(chosen))));
      return select;
    };
    const parts: readonly (HTMLSelectElement | HTMLInputElement)[] =
      mode === 'date'
        ? [
            element('input', '', {
              type: 'date',
              'aria-label': '日期',
              value: String(value || ''),
              min: start,
              max: end,
            }),
          ]
        : mode === 'multiSelector'
          ? range.map((items, at) =>
              column(items as readonly unknown[], (value as readonly unknown[])[at], `第${at + 1}列`),
            )
          : [column(range, value, '选项')];
    const finish = (chosen: unknown) => () => {
      mask.remove();
      resolve(typeof chosen === 'function' ? chosen() : chosen);
    };
    const values = () => parts.map((part) => part.value);
    // A selector tells its index as a string on some platforms.
    const result = () =>
      mode === 'multiSelector' ? values().map(Number) : values()[0] || (mode === 'date' ? '' : '0');
    const header = element('header');
    header.append(button('取消', finish(undefined)), element('b', '', {}, headerText), button('确定', finish(result)));
    const columns = element('div', 'columns');
    columns.append(...parts);
    box.append(header, columns);
  });
}

let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a toast instead of the one before. @param durationMs 0 keeps it. */
export function showToast(text: string, durationMs: number): void {
  hideToast();
  layer().append(element('div', 'wx-toast', { role: 'status' }, text));
  if (durationMs > 0) toastTimer = setTimeout(hideToast, durationMs);
}

export function hideToast(): void {
  clearTimeout(toastTimer);
  for (const toast of layer().querySelectorAll('.wx-toast')) toast.remove();
}

const layer = () => document.querySelector('.wx-layer') as HTMLElement;

function inMask(box: HTMLElement, className: string): HTMLElement {
  const mask = element('div', `wx-mask ${className}`);
  mask.append(box);
  layer().append(mask);
  return mask;
}

function button(text: string, act: () => void, className = ''): HTMLElement {
  const made = element('button', className, { type: 'button' }, text);
  made.addEventListener('click', act);
  return made;
}

/** A new element. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  attributes: Readonly<Record<string, string>> = {},
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) if (value !== '') made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}
