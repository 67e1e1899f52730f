import { isWithin } from '../../client/form/form-messages.ts';

/** How long in milliseconds a field may take to be drawn, and the page to come to rest after it. */
const DRAWN_WITHIN_MS = 10_000;
const AT_REST_AFTER_MS = 800;
const LOOK_EVERY_MS = 50;

/**
 * Brings the field that an address names into view, and the focus to it, as soon as it is drawn; what is drawn later around it
 * doesn't move it away, unless the person has begun to scroll or to type. @returns ends it.
 */
export const aimAt = (path: string): (() => void) => keepInView(() => placeOf(path), focusOn);

/**
 * Brings what has just come onto the page into view while pictures around it are drawn: not from under somebody who types, nor away
 * from what the address names.
 */
export function bringUp(find: () => HTMLElement | undefined): void {
  const isTyping = document.activeElement?.matches('input:not([type=file]), select, textarea');
  if (!isTyping && !endLast) keepInView(find);
}

/** One thing at a time is kept in view. */
let endLast: (() => void) | undefined;

function keepInView(find: () => HTMLElement | undefined, begin?: (place: HTMLElement) => void): () => void {
  endLast?.();
  let focused: HTMLElement | undefined;
  let until = performance.now() + DRAWN_WITHIN_MS;
  const stop = () => {
    if (endLast === stop) endLast = undefined;
    clearInterval(timer);
    for (const name of BY_PERSON) removeEventListener(name, stop);
  };
  const look = () => {
    const place = find();
    if (place) {
      if (place !== focused) {
        begin?.(place);
        focused = place;
        until = performance.now() + AT_REST_AFTER_MS;
      }
      bringIntoView(place);
    }
    if (performance.now() > until) stop();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  for (const name of BY_PERSON) addEventListener(name, stop, { passive: true });
  endLast = stop;
  return stop;
}
const BY_PERSON = ['wheel', 'touchstart', 'pointerdown', 'keydown', 'input'] as const;

/** The field or tile itself, the part of the page around it, or the first one of a section. */
function placeOf(path: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('main [data-field]:not([data-field=""])')];
  const around = all.filter(({ dataset: { field = '' } }) => isWithin(path, field));
  const nearest = around.toSorted((one, two) => (two.dataset.field ?? '').length - (one.dataset.field ?? '').length);
  return nearest[0] ?? all.find(({ dataset: { field = '' } }) => isWithin(field, path));
}

const CONTROLS = '[aria-invalid=true], input, select, textarea, button, a[href]';
const controlIn = (place: HTMLElement): HTMLElement | undefined =>
  [...place.querySelectorAll<HTMLElement>(CONTROLS)].find((control) => !control.matches(':disabled, [type=file]'));

/** The control, or the place itself where nothing can be done. */
function focusOn(place: HTMLElement): void {
  const control = place.hasAttribute('tabindex') ? place : controlIn(place);
  if (!control) place.tabIndex = -1;
  const folded = control?.closest('details');
  if (folded) folded.open = true;
  (control ?? place).focus({ preventScroll: true });
}

/**
 * Between the top of the screen and the dock: the control with its words, or at least the words where both are too tall; a doubt
 * with its piece of the picture.
 */
function bringIntoView(place: HTMLElement): void {
  const dock = document.querySelector('.dock')?.getBoundingClientRect();
  const end = dock && dock.bottom > innerHeight - 1 && dock.top > innerHeight / 2 ? dock.top : innerHeight;
  const words = [...place.querySelectorAll('.message, [data-doubt]')];
  const control = place.matches('[data-doubt]') ? place : controlIn(place);
  const parts = [control ?? place, ...words].map((part) => part.getBoundingClientRect());
  const [top, bottom] = [Math.min(...parts.map((part) => part.top)), Math.max(...parts.map((part) => part.bottom))];
  if (top >= 0 && bottom <= end) return;
  scrollBy({ top: bottom - top < end ? (top + bottom - end) / 2 : top - 8, behavior: 'instant' });
}
