import type { FuzzPerson } from './people.ts';
import type { Ids } from './requests.ts';

const UUIDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
/** Each person's own domain, which replies show in clear. */
const DOMAINS = /yunfan-chaos-\d+\.cn/g;
const WHOLE_UUID = new RegExp(`^${UUIDS.source}$`);

/** The names under which replies and requests hold ids that belong to one account. */
export const ID_NAMES = [
  'checkId',
  'codeId',
  'documentId',
  'endpointId',
  'filingId',
  'messageId',
  'recordId',
  'sessionId',
  'websiteId',
] as const;

/**
 * Whose every id is: of the account whose reply named it first, because a new id is told to nobody else. Ids of erased
 * accounts stay theirs.
 */
export class Ownership {
  readonly #owners = new Map<string, FuzzPerson>();
  readonly #ids = new Map<FuzzPerson, Map<string, string[]>>();

  /** Notes an id, or another text that occurs in one account only. */
  own(person: FuzzPerson, name: string, value: string): void {
    if (this.#owners.has(value)) return;
    this.#owners.set(value, person);
    const ids = this.#ids.get(person) ?? new Map<string, string[]>();
    this.#ids.set(person, ids.set(name, [...(ids.get(name) ?? []), value]));
  }

  /** Learns the ids in a reply to a person. */
  learn(person: FuzzPerson, text: string): void {
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, part] of Object.entries(value)) {
        const isId = (ID_NAMES as readonly string[]).includes(name) && typeof part === 'string';
        if (isId && (WHOLE_UUID.test(part) || part.startsWith('msg_'))) this.own(person, name, part);
        else walk(part);
      }
    };
    try {
      walk(JSON.parse(text));
    } catch {
      // No JSON, no ids.
    }
  }

  /** The newest ids of a person, by their names. No other texts: anybody may ask about a domain. */
  idsOf(person: FuzzPerson): Ids {
    const ids = this.#ids.get(person) ?? new Map<string, string[]>();
    return Object.fromEntries(ID_NAMES.map((name) => [name, (ids.get(name) ?? []).slice(-10)]));
  }

  /** The first id or text in it that belongs to another account. */
  foreignIn(person: FuzzPerson | undefined, text: string): string | undefined {
    const isForeign = (value: string) => {
      const owner = this.#owners.get(value);
      return owner !== undefined && owner !== person;
    };
    return [...(text.match(UUIDS) ?? []), ...(text.match(DOMAINS) ?? [])].find(isForeign);
  }
}
