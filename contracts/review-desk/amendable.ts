import { WEBSITE } from '../forms/form-fields.ts';

/** The most amendments of one verdict; more than that is no slip. */
export const MOST_AMENDMENTS = 20;

/** What may be amended: never who somebody is, how they are reached, or the domain. */
const AMENDABLE = { name: WEBSITE.name, homeUrl: WEBSITE.homeUrl, remark: WEBSITE.remark } as const;
export type AmendableKey = keyof typeof AMENDABLE;

const PATH = /^websites\.(\d+)\.details\.(name|homeUrl|remark)$/;

/** Which value of which website a path means; undefined for what can't be amended. */
export function amendableAt(path: string): { readonly website: number; readonly key: AmendableKey } | undefined {
  const [, website, key] = PATH.exec(path) ?? [];
  return website === undefined ? undefined : { website: Number(website), key: key as AmendableKey };
}

/** Whether a form would take a value. That a home URL is one of the domain is another question. */
export function isFit(key: AmendableKey, value: string): boolean {
  const length = [...value].length;
  if (value.trim() !== value || length === 0 || length > AMENDABLE[key].maxLength) return false;
  return key === 'remark' || !/\p{Cc}/u.test(value);
}
