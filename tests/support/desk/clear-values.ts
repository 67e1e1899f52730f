/** Values to search for, by names that may be printed. */
export type ClearValues = Readonly<Record<string, string>>;

/** How often a text may be encoded: JSON in a body, base64 in a link, percent signs around it. */
const DEPTH = 3;
/** Shorter runs are words and ids. */
const BASE64 = /[A-Za-z0-9+/_-]{12,}/g;

/** What a person can read in a text: the text itself, and what it says when its escapes are resolved. */
function readings(text: string, depth = DEPTH): readonly string[] {
  const decoded = [fromPercent(text), fromEscapes(text), ...fromBase64(text)].filter((each) => each !== text);
  return [text, ...(depth > 1 ? decoded.flatMap((each) => readings(each, depth - 1)) : decoded)];
}

const fromPercent = (text: string): string =>
  text.replace(/(%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));

const fromEscapes = (text: string): string =>
  text.replace(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A run may have begun before the encoded value, so it is read from each of four places. One text for all runs. */
function fromBase64(text: string): readonly string[] {
  const runs = text.match(BASE64) ?? [];
  if (runs.length === 0) return [];
  return [0, 1, 2, 3].map((from) => runs.map((run) => Buffer.from(run.slice(from), 'base64').toString()).join('\n'));
}

/** Names of the values that a text has, as they are or percent-, base64- or \u-escaped. */
export function clearValuesIn(text: string, values: ClearValues): readonly string[] {
  const all = readings(text);
  return Object.entries(values).flatMap(([name, value]) =>
    all.some((reading) => reading.includes(value)) ? [name] : [],
  );
}
