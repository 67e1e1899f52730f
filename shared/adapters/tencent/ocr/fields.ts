import type { ReadField, ReadFields } from '../../../domain/media/document.ts';

/** A text with the confidence, 0 to 1, that the vendor states; undefined when it states none. */
export interface Read {
  readonly text: string | undefined;
  readonly confidence: number | undefined;
}

/** Values that were read; others are left out. */
export function fieldsOf(action: string, values: Readonly<Record<string, Read | undefined>>): ReadFields {
  const origin = `tencent.ocr.${action}`;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, read]): [string, ReadField][] =>
      read?.text ? [[name, { ...stated(read.confidence), text: read.text, origin }]] : [],
    ),
  );
}

const stated = (confidence: number | undefined) => (confidence === undefined ? {} : { confidence });

/** Texts of an action that states no confidence. */
export const unstated = (texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, Read>> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { text, confidence: undefined }]));

/** `1990/1/1`, `2010.07.21` or `2010年7月21日` → `1990-01-01`; undefined for anything else. */
export function dayOf(written: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})\D{1,2}(\d{1,2})\D(\d{1,2})日?$/.exec(written) ?? [];
  return year && `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** `2010.07.21-2030.07.21`, `2010.07.21-长期`, `2019年5月20日至长期`, `长期` → both ends. */
export function periodOf(written: string): readonly [from: string | undefined, to: string | undefined] {
  const [from = '', to = ''] = written.split(/[-至]/).map((part) => part.trim());
  return [dayOf(from), /长期|永久|无固定/.test(written) ? 'long-term' : dayOf(to)];
}
