/** Markup that goes into a page unescaped: made by `html`, or a constant of the program. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = string | number | Markup | readonly Part[];

/** A template that escapes every value, unless it is markup itself. */
export const html = (literals: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(String.raw({ raw: literals }, ...parts.map(textOf)));

const textOf = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  return typeof part === 'object'
    ? part.map(textOf).join('')
    : String(part).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
