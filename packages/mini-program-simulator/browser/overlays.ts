/** What WeChat draws over a page: toasts, dialogs, sheets, pickers. */

export interface DialogButton {
  readonly name: string;
  readonly text: string;
}
export interface Dialog {
  readonly title?: string;
  readonly content?: string;
  readonly buttons: readonly DialogButton[];
}

/** Shows a dialog. @returns the name of the chosen button. */
export function showDialog({ title, content, buttons }: Dialog) {
  return new Promise<string>((resolve) => {
    const box = element('div', 'wx-modal', {
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': title || content || '',
    });
    if (title) box.append(element('h2', '', {}, title));
    if (content) box.append(element('p', '', {}, content));
    const footer = element('footer');
    const mask = inMask(box, '');
    for (const { name, text } of buttons) {
      footer.append(
        button(text, () => {
          mask.remove();
          resolve(name);
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
  return (await showDialog({ title, content, buttons })) === 'yes';
};

export interface PickerData {
  readonly mode: string;
  readonly range: readonly string[];
  readonly value: unknown;
  readonly start: string;
  readonly end: string;
  readonly headerText: string;
}

/** Shows a picker's sheet. @returns `detail.value` of its `change`; undefined when it was dismissed. */
export function pick({ mode, range, value, start, end, headerText }: PickerData): Promise<unknown> {
  return new Promise((resolve) => {
    const label = headerText || '选择器';
    const box = element('div', 'wx-sheet picker', { role: 'dialog', 'aria-modal': 'true', 'aria-label': label });
    const mask = inMask(box, 'bottom');
    const isDate = mode === 'date';
    const part = isDate
      ? element('input', '', { type: 'date', 'aria-label': '日期', value: String(value || ''), min: start, max: end })
      : element('select', '', { size: '6', 'aria-label': '选项' });
    if (!isDate)
      part.append(...range.map((text, place) => new Option(text, String(place), false, place === Number(value))));
    const finish = (isChosen: boolean) => () => {
      mask.remove();
      // A selector tells its index as a string on some platforms.
      resolve(isChosen ? part.value || (isDate ? '' : '0') : undefined);
    };
    const header = element('header');
    header.append(button('取消', finish(false)), element('b', '', {}, headerText), button('确定', finish(true)));
    const columns = element('div', 'columns');
    columns.append(part);
    box.append(header, columns);
  });
}

let toastTimer: ReturnType<typeof setTimeout> | undefined;

/** Shows a toast instead of the one before. */
export function showToast(text: string, durationMs: number): void {
  hideToast();
  layer().append(element('div', 'wx-toast', { role: 'status' }, text));
  toastTimer = setTimeout(hideToast, durationMs);
}

function hideToast(): void {
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
