import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { type FormDraft, NO_DRAFT } from '../../shared/domain/filing/form-draft.ts';
import { chanceFrom } from '../../tests/support/chance.ts';
import { shown } from '../../tests/support/scripted-api.ts';
import { inProcessLaptop, openDraft } from '../../tests/support/test-laptop.ts';
import { type Call, createApiClient } from '../calls/api-client.ts';
import { draftOf } from './form-draft.ts';
import { PERSON_FIELDS } from './form-fields.ts';
import { createFormTyping, type FormTyping, type KeptTyping } from './form-typing.ts';

const ACCOUNTS = 10;
const ROUNDS = 20;
const STEPS = 14;
const KEYS = ['name', 'mobile', 'email'] as const;
type Key = (typeof KEYS)[number];
const FIELDS = PERSON_FIELDS.filter(({ key }) => (KEYS as readonly string[]).includes(key));

const { laptop } = await inProcessLaptop();

/** The client of a device whose network loses requests, and replies of requests that have arrived. */
function clientWith(token: string, random: () => number): Call {
  return createApiClient({
    baseUrl: laptop.addresses.gateway,
    async send({ method, url, headers, body }) {
      if (random() < 0.08) throw new Error('the request is lost');
      const response = await fetch(url, { method, headers, body: body ?? null });
      const reply = { status: response.status, body: await response.json() };
      if (random() < 0.08) throw new Error('the reply is lost');
      return reply;
    },
    token: async () => token,
    newKey: () => randomBytes(16).toString('hex'),
    sleep: async () => {},
    onSessionEnd: () => {},
  });
}

async function draftNow(call: Call, filingId: string): Promise<FormDraft> {
  const { view } = await call('showFiling', { params: { filingId } });
  const { drafts } = (await (await fetch(view.url)).json()) as { drafts: { principal?: FormDraft } };
  return drafts.principal ?? NO_DRAFT;
}

/** A page that is open on one device. What it keeps on the device survives that it is loaded again. */
class Page {
  readonly draft = draftOf(FIELDS);
  readonly #kept: { now: KeptTyping | undefined };
  readonly typing: FormTyping;

  constructor(
    readonly call: Call,
    readonly filingId: string,
    begun: FormDraft,
    kept: { now: KeptTyping | undefined } = { now: undefined },
  ) {
    this.#kept = kept;
    this.typing = createFormTyping(FIELDS, this.draft, {}, begun, {
      save: (body, seenVersion) =>
        call('saveDraft', { params: { filingId, form: 'principal' }, body }, { seenVersion }),
      reload: () => draftNow(call, filingId),
      kept: {
        read: () => kept.now,
        write: (next) => {
          kept.now = next === undefined ? undefined : (JSON.parse(JSON.stringify(next)) as KeptTyping);
        },
      },
      show: shown,
      newPage: () => randomBytes(8).toString('hex'),
    });
  }

  async loadedAgain(): Promise<Page> {
    return new Page(this.call, this.filingId, await untilDone(() => draftNow(this.call, this.filingId)), this.#kept);
  }
}

async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      // The network was lost several times in a row.
    }
  }
}

/** The values that have been typed and that nobody has replaced or passed over with it before their eyes. */
class Ledger {
  readonly #alive = new Map<Key, Set<string>>(KEYS.map((key) => [key, new Set()]));

  typed(key: Key, shownBefore: string, value: string): void {
    this.#of(key).delete(shownBefore);
    this.#of(key).add(value);
  }

  chosen(key: Key, all: readonly string[], value: string): void {
    for (const text of all) this.#of(key).delete(text);
    this.#of(key).add(value);
  }

  /** Those that a draft does not have. */
  lostFrom(draft: FormDraft): readonly string[] {
    return KEYS.flatMap((key) => {
      const there = [draft.fields[key], ...(draft.others[key] ?? [])].map((typedValue) => typedValue?.value);
      return [...this.#of(key)].filter((value) => !there.includes(value)).map((value) => `${key}: ${value}`);
    });
  }

  #of(key: Key): Set<string> {
    return this.#alive.get(key) as Set<string>;
  }
}

let typedSoFar = 0;

/** One step of a person at one of the pages; saves run on while the next step is taken. */
async function step(page: Page, ledger: Ledger, random: () => number, running: Promise<unknown>[]): Promise<Page> {
  const { draft, typing } = page;
  const key = KEYS[Math.floor(random() * KEYS.length)] as Key;
  const what = random();
  const conflict = typing.typing.conflicts[key];
  if (conflict && what < 0.5) {
    const values = conflict.map(({ value }) => String(value));
    const value = values[Math.floor(random() * values.length)] as string;
    ledger.chosen(key, [...values, String(draft[key])], value);
    running.push(typing.settle(key, value));
  } else if (what < 0.55) {
    typedSoFar += 1;
    const value = `值${typedSoFar}`;
    ledger.typed(key, String(draft[key]), value);
    draft[key] = value;
    typing.touched();
  } else if (what < 0.8) running.push(typing.flush());
  else if (what < 0.9) running.push(typing.refresh());
  else if (what < 0.95) await Promise.all(running.splice(0));
  else {
    await Promise.all(running.splice(0));
    return page.loadedAgain();
  }
  return page;
}

async function play(pages: Page[], seed: number): Promise<readonly string[]> {
  const random = chanceFrom(seed);
  const ledger = new Ledger();
  const running: Promise<unknown>[] = [];
  for (let count = 0; count < STEPS; count += 1) {
    const index = Math.floor(random() * pages.length);
    pages[index] = await step(pages[index] as Page, ledger, random, running);
  }
  await Promise.all(running);
  for (const { typing } of pages) while (!(await typing.flush()));
  const [{ call, filingId }] = pages as [Page];
  return ledger.lostFrom(await untilDone(() => draftNow(call, filingId))).map((lost) => `seed ${seed}: ${lost}`);
}

it('two devices that change one draft lose no value, in 200 random interleavings over a bad network', async () => {
  const lost: string[] = [];
  for (let account = 0; account < ACCOUNTS; account += 1) {
    const name = `drafts ${account}`;
    const filer = await laptop.signedIn(name);
    const { filingId } = await openDraft(filer);
    const tokens = [await filer.signIn(await laptop.loginCode(name)), await filer.signIn(await laptop.loginCode(name))];
    for (let round = 0; round < ROUNDS; round += 1) {
      const seed = account * ROUNDS + round;
      const network = chanceFrom(-1 - seed);
      const begun = await untilDone(() =>
        draftNow(
          clientWith(tokens[0] as string, () => 1),
          filingId,
        ),
      );
      const pages = tokens.map((token) => new Page(clientWith(token, network), filingId, begun));
      lost.push(...(await play(pages, seed)));
    }
  }

  expect(lost).toEqual([]);
}, 600_000);
