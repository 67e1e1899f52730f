/** Classes by which frameworks hide something; what is hidden at one width of window alone is not among them. */
const HIDDEN_CLASS = new RegExp(
  `^(?:is-|u-|js-)?(?:hidden|hide|invisible|none|d-none|display-none|sr-only|visually-?hidden|screen-reader-text
    |off-?screen|opacity-0|text-transparent)$`.replaceAll(/\s/g, ''),
  'i',
);
const UNSEEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const ZERO = String.raw`(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:[/!;]|$)`;
const doubtful = (property: string, value: string): RegExp =>
  new RegExp(String.raw`(?:^|;)\s*(?:${property})\s*:${value}`, 'i');
/** What may hide a text, put it out of sight, or strike it out: how it looks in the end, only a browser tells. */
const DOUBTFUL_STYLES: readonly RegExp[] = [
  doubtful('opacity|zoom|scale|(?:max-)?(?:height|width)', String.raw`\s*${ZERO}`),
  doubtful('font(?:-size)?', String.raw`(?:[^;]*\s)?${ZERO}`),
  doubtful(String.raw`left|right|top|bottom|inset|text-indent|margin(?:-\w+)?`, String.raw`[^;]*-\s*\d{3}`),
  doubtful('clip|clip-path|filter|mask|transform|content-visibility', String.raw`(?!\s*(?:none|auto|visible)\b)`),
  doubtful('text-decoration(?:-line)?', '[^;]*line-through'),
];

/** A style without its comments. */
const plainStyle = (style: string): string =>
  style
    .split('/*')
    .map((part, place) => (place === 0 ? part : part.split('*/').slice(1).join('*/')))
    .join('');

/** Whether nobody sees what has such styles. */
export const isUnseenBy = (style: string): boolean => UNSEEN_STYLE.test(plainStyle(style));

const isDoubtful = (style: string): boolean => DOUBTFUL_STYLES.some((pattern) => pattern.test(style));

/** Names, each with its sign, of classes and ids that style sheets of a page may hide; and elements that they hide. */
export function hiddenBy(sheets: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const rule of plainStyle(sheets).split('}')) {
    const [selector = '', style = ''] = rule.split('{').slice(-2);
    if (!UNSEEN_STYLE.test(style) && !isDoubtful(style)) continue;
    for (const part of selector.split(',')) {
      const last =
        part
          .trim()
          .split(/[\s>+~]+/)
          .at(-1) ?? '';
      // It is about what is drawn beside it, or about a moment.
      if (last.includes(':')) continue;
      const marked = last.match(/[.#][\w-]+/g) ?? [];
      if (marked.length > 0) for (const name of marked) names.add(name);
      else if (/^[a-z][a-z\d]*$/i.test(last)) names.add(last.toLowerCase());
    }
  }
  return names;
}

/** How an element is drawn, as far as its page says so; colors are inherited. */
export interface Drawn {
  readonly color?: string | undefined;
  readonly background?: string | undefined;
  /** Whether people may not see it: only a browser tells. */
  readonly isDoubtful: boolean;
}

interface Attributes {
  readonly style?: string | undefined;
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly color?: string | undefined;
  readonly bgcolor?: string | undefined;
}

/** How an element is drawn within another. @param hidden by `hiddenBy`. */
export function drawnIn(
  outer: Drawn | undefined,
  name: string,
  attributes: Attributes,
  hidden: ReadonlySet<string>,
): Drawn {
  const style = plainStyle(attributes.style ?? '');
  const classes = (attributes.class ?? '').split(/\s+/).filter(Boolean);
  const names = [name, ...classes.map((token) => `.${token}`), ...(attributes.id ? [`#${attributes.id}`] : [])];
  const color = styleValue('color', style) ?? (name === 'font' ? attributes.color : undefined) ?? outer?.color;
  const background = styleValue('background(?:-color)?', style) ?? attributes.bgcolor ?? outer?.background;
  return {
    color,
    background,
    isDoubtful:
      (outer?.isDoubtful ?? false) ||
      STRUCK_OUT.has(name) ||
      isDoubtful(style) ||
      classes.some((token) => HIDDEN_CLASS.test(token)) ||
      names.some((token) => hidden.has(token)) ||
      (color !== undefined && isPale(color, background)),
  };
}
const STRUCK_OUT = new Set(['s', 'del', 'strike']);

const styleValue = (property: string, style: string): string | undefined =>
  new RegExp(`(?:^|;)\\s*${property}\\s*:([^;!]*)`, 'i').exec(style)?.[1]?.trim().toLowerCase();

/** Of three levels of 0 to 255, together: nobody reads what differs less. */
const LEAST_DIFFERENCE = 60;

/** Whether a text hardly differs from its background, which is white where the page names none. */
function isPale(color: string, background = 'white'): boolean {
  const [text, ground] = [levelsOf(color), levelsOf(background)];
  if (color === 'transparent' || /^(?:rgba|hsla)\(.*,\s*0*(?:\.0*)?\)$/.test(color)) return true;
  // A picture or a gradient may have any color.
  if (!text || !ground) return color === background;
  return text.reduce((sum, level, place) => sum + Math.abs(level - (ground[place] ?? 0)), 0) < LEAST_DIFFERENCE;
}

const NAMED: Readonly<Record<string, string>> = { white: '#ffffff', black: '#000000' };

function levelsOf(color: string): readonly number[] | undefined {
  const written = NAMED[color] ?? color;
  const hex = /^#?([\da-f]{3}|[\da-f]{6})$/.exec(written)?.[1];
  if (hex)
    return (hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? [])).map((pair) =>
      Number.parseInt(pair, 16),
    );
  const levels = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/.exec(written);
  return levels ? levels.slice(1, 4).map(Number) : undefined;
}
