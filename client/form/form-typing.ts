import { ApiError, sentenceOf } from '../../contracts/client/api-error.ts';
import type { FieldProblem } from '../../contracts/kit/refusal.ts';
import { type FormDraft, isBlankValue, sameValue, type TypedValue } from '../../shared/domain/filing/form-draft.ts';
import type { Finding, Input, Reply } from '../calls/messages.ts';
import type { Show } from '../kit/shown.ts';
import { blankOf, type Draft, type FieldValue } from './form-draft.ts';
import type { FormField } from './form-fields.ts';
import { isNoneChosen } from './pre-approvals.ts';
import { isTakenOver, type TakenOver } from './taken-over.ts';

/** One of several values of a field, for the person to choose. */
export interface Choice {
  readonly value: FieldValue;
  /** Where it was typed: a kind of device; '' for what the filing had before. */
  readonly device: string;
  /** When, ISO 8601; '' for what the filing had before. */
  readonly at: string;
  /** Whether it was typed on this page. */
  readonly isOwn: boolean;
}

/**
 * `untouched`: nothing to save · `typing`: it will be saved in a moment · `slow`: saving takes long, what was typed is on this
 * device meanwhile · `waiting`: the network is gone, and it waits there.
 */
export type TypingState = 'untouched' | 'typing' | 'saving' | 'slow' | 'saved' | 'waiting' | 'failed';

/** So long a save may go on before the person is told, in milliseconds. */
const SLOW_AFTER_MS = 5000;

/** What a form shows beside its values. */
export interface Typing {
  readonly state: TypingState;
  /** Why saving failed. */
  readonly error: string | undefined;
  readonly problems: readonly FieldProblem[];
  /** The findings about what was saved last. */
  readonly findings: readonly Finding[];
  /** Keys of fields that keep the form from being complete; undefined before the first save. */
  readonly gaps: readonly string[] | undefined;
  /** By key, the values of a field that two devices have changed. */
  readonly conflicts: Readonly<Record<string, readonly Choice[]>>;
  /** Whether a value that another device has changed came into the form. */
  readonly changedElsewhere: boolean;
  /** Number of fields that are not saved yet. */
  readonly unsaved: number;
}

/** What of a form is only on this device. */
export interface KeptTyping {
  readonly page: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** By key, the version that the person has seen. */
  readonly seen: Readonly<Record<string, number>>;
  /** Keys of values that were taken over from certificates unseen. */
  readonly taken: readonly string[];
}

/** What a front end does for one form. */
export interface TypingHost {
  /** Sends some fields. @throws ApiError */
  readonly save: (body: Input<'saveDraft'>['body'], seenVersion: number) => Promise<Reply<'saveDraft'>>;
  /** Loads the newest draft, with both sides of each conflict. @throws ApiError */
  readonly reload: () => Promise<FormDraft>;
  /** Keeps what is not saved yet on this device, until it is. */
  readonly kept: { read(): KeptTyping | undefined; write(kept: KeptTyping | undefined): void };
  readonly show: Show;
  /** A new random name of 16 to 40 letters and digits. */
  readonly newPage: () => string;
}

interface Known {
  readonly value: FieldValue | undefined;
  /** The version up to which the person has seen this field. */
  readonly seen: number;
}

/**
 * Saves a form field by field while it is typed, and merges what other devices have saved: values that the person has
 * not touched follow, those that they have are shown with both sides.
 *
 * @param draft the typed values; changed when another device has changed a field.
 * @param taken the values, by key, that the form took over from certificates unseen; those that were kept are added.
 */
export function createFormTyping(
  fields: readonly FormField[],
  draft: Draft,
  taken: TakenOver,
  begun: FormDraft,
  host: TypingHost,
) {
  const shown = host.show<Typing>({
    state: begun.version > 0 ? 'saved' : 'untouched',
    error: undefined,
    problems: [],
    findings: [],
    gaps: undefined,
    conflicts: {},
    changedElsewhere: false,
    unsaved: 0,
  });
  const known = new Map<string, Known>();
  /** What this page has sent of a field in conflict: it is at the service, beside the current value. */
  const beside = new Map<string, FieldValue>();
  const wasTaken = new Map<string, boolean>();
  /** Fields whose chosen value waits to be sent, and how often the person has chosen since. */
  const settling = new Map<string, number>();
  const kept = host.kept.read();
  const page = kept?.page ?? host.newPage();
  let version = begun.version;

  adopt(begun, true);
  for (const [key, value] of Object.entries(kept?.values ?? {})) {
    draft[key] = value;
    known.set(key, { value: known.get(key)?.value, seen: kept?.seen[key] ?? 0 });
    if (kept?.taken.includes(key)) taken[key] = String(value);
  }
  keep();

  function isTyped(key: string, value: FieldValue | undefined): boolean {
    if (sameValue(value, beside.get(key))) return false;
    const { value: before } = known.get(key) ?? {};
    // An untouched field and a blank one are the same.
    return before === undefined
      ? !isUntouched(key, value)
      : !sameValue(before, value) || wasTaken.get(key) !== isTakenOver(key, draft, taken);
  }

  /** 以上都不涉及 is an answer, though its list is empty. */
  function isUntouched(key: string, value: FieldValue | undefined): boolean {
    const isNone = value !== undefined && isNoneChosen(value) && controlOf(key) === 'pre-approvals';
    return value === false || (isBlankValue(value) && !isNone);
  }

  function controlOf(key: string): FormField['control'] | undefined {
    return fields.find((field) => field.key === key)?.control;
  }

  function typedKeys(): readonly string[] {
    return fields
      .map(({ key }) => key)
      .filter((key) => !settling.has(key) && (isTyped(key, draft[key]) || (beside.has(key) && !isSent(key))));
  }

  function isSent(key: string): boolean {
    return sameValue(draft[key], beside.get(key));
  }

  /** Takes over what the service has, except where the person has typed something else. */
  function adopt(newest: FormDraft, isFirst: boolean): void {
    let hasChanged = false;
    version = newest.version;
    for (const { key, readFrom } of fields) {
      if (settling.has(key)) continue;
      const now = newest.fields[key];
      const before = known.get(key);
      if (beside.has(key) && !newest.others[key]?.some((value) => value.page === page)) settledElsewhere(key);
      const isUnsaved = !isFirst && (isTyped(key, draft[key]) || beside.has(key));
      const isSeen = now === undefined || now.version <= (before?.seen ?? 0) || now.page === page;
      // The service then keeps both values.
      if (isUnsaved && !isSeen) continue;
      if (!isUnsaved && now && !sameValue(draft[key], now.value as FieldValue)) {
        draft[key] = now.value as FieldValue;
        hasChanged = true;
      }
      known.set(key, { value: now?.value as FieldValue | undefined, seen: newest.version });
      wasTaken.set(key, readFrom !== undefined && now?.isTaken === true);
    }
    shown.change({ conflicts: conflictsOf(newest), ...(hasChanged && !isFirst && { changedElsewhere: true }) });
  }

  /** The person has chosen on another device. What they have typed here since is newer than that. */
  function settledElsewhere(key: string): void {
    const isOld = sameValue(draft[key], beside.get(key));
    beside.delete(key);
    const before = known.get(key);
    if (isOld) draft[key] = before?.value ?? blankOf(fields.find((field) => field.key === key) ?? { control: 'text' });
  }

  function conflictsOf({ fields: current, others }: FormDraft): Typing['conflicts'] {
    return Object.fromEntries(
      Object.entries(others).map(([key, values]) => [
        key,
        [...(current[key] ? [current[key]] : []), ...values].map(choiceOf),
      ]),
    );
  }

  function choiceOf({ value, device, at, page: from }: TypedValue): Choice {
    return { value: value as FieldValue, device, at, isOwn: from === page };
  }

  function keep(): void {
    const keys = typedKeys();
    shown.change({ unsaved: keys.length });
    if (keys.length === 0) host.kept.write(undefined);
    else
      host.kept.write({
        page,
        values: Object.fromEntries(keys.map((key) => [key, draft[key] as FieldValue])),
        seen: Object.fromEntries(keys.map((key) => [key, known.get(key)?.seen ?? 0])),
        taken: keys.filter((key) => isTakenOver(key, draft, taken)),
      });
  }

  /** Sends fields that the person has seen up to the same version. */
  const sendTyped = (keys: readonly string[], seenVersion: number): Promise<void> =>
    send(Object.fromEntries(keys.map((key) => [key, copyOf(draft[key] as FieldValue)])), seenVersion);

  async function send(
    values: Readonly<Record<string, FieldValue>>,
    seenVersion: number,
    settled: readonly string[] = [],
  ): Promise<void> {
    const keys = Object.keys(values);
    const takenKeys = keys.filter((key) => isTakenOver(key, draft, taken) && !settled.includes(key));
    const body = {
      page,
      fields: values as Input<'saveDraft'>['body']['fields'],
      ...(takenKeys.length > 0 && { taken: takenKeys }),
      ...(settled.length > 0 && { settled: [...settled] }),
    };
    const reply = await host.save(body, seenVersion);
    for (const key of keys) {
      if (reply.conflicts.includes(key)) beside.set(key, values[key] as FieldValue);
      else {
        beside.delete(key);
        // What somebody else has typed alike is news, too, once something else is typed over it.
        known.set(key, { value: values[key], seen: reply.unseen.includes(key) ? seenVersion : reply.version });
        wasTaken.set(key, takenKeys.includes(key));
      }
    }
    const { findings, gaps, problems } = reply;
    shown.change({ findings, gaps, problems, error: undefined });
    const isNews = reply.unseen.length > 0 || reply.conflicts.length > 0;
    if (!isNews) seenSince(seenVersion, reply.version);
    else adopt(await host.reload(), false);
  }

  /** Nobody has changed anything since a version: what the person had seen by then they have seen until the newest. */
  function seenSince(since: number, newest: number): void {
    version = newest;
    for (const [key, { value, seen }] of known)
      if (!beside.has(key) && seen >= since) known.set(key, { value, seen: newest });
    shown.change({ conflicts: {} });
  }

  /** Saves everything that is typed; what is typed meanwhile is saved, too. */
  async function saveAll(): Promise<void> {
    for (let keys = typedKeys(); keys.length > 0; keys = typedKeys()) {
      if (shown.now.state !== 'slow') shown.change({ state: 'saving' });
      const seen = Math.min(...keys.map((key) => known.get(key)?.seen ?? 0));
      await sendTyped(
        keys.filter((key) => (known.get(key)?.seen ?? 0) === seen),
        seen,
      );
    }
  }

  let running: Promise<void> = Promise.resolve();

  /** One save of this form at a time. */
  function attempt(work: () => Promise<void>): Promise<boolean> {
    const late = setTimeout(() => shown.change({ state: 'slow' }), SLOW_AFTER_MS);
    const turn = running.then(async () => {
      try {
        await work();
        shown.change({ state: version > 0 ? 'saved' : 'untouched', error: undefined });
        return true;
      } catch (caught) {
        const isLost = caught instanceof ApiError && caught.code === 'network.lost';
        const problems = caught instanceof ApiError ? (caught.facts.fields ?? []) : [];
        shown.change({ state: isLost ? 'waiting' : 'failed', error: sentenceOf(caught), problems });
        return false;
      } finally {
        clearTimeout(late);
        keep();
      }
    });
    running = turn.then(() => {});
    return turn;
  }

  return {
    typing: shown.now,

    /** The person has typed something; call `flush` when they pause or leave the field. */
    touched(): void {
      keep();
      if (shown.now.unsaved > 0 && !['slow', 'waiting'].includes(shown.now.state)) shown.change({ state: 'typing' });
    },

    /** Saves what is typed now. @returns whether everything is saved. */
    flush: (): Promise<boolean> => attempt(saveAll),

    /**
     * Gets the findings about what is saved, and loads what other devices have saved. A filing that may not change has
     * none.
     */
    judge: (): Promise<void> => {
      running = running.then(() => send({}, version)).catch(() => {});
      return running;
    },

    /** Loads what other devices have saved. @returns whether everything is saved. */
    refresh: (): Promise<boolean> =>
      attempt(async () => {
        await saveAll();
        adopt(await host.reload(), false);
      }),

    /** The person has seen all values of a field and chosen this one. */
    settle(key: string, value: FieldValue): Promise<boolean> {
      // What they have seen now counts, not what may be there when an earlier save is done.
      const seen = version;
      draft[key] = value;
      settling.set(key, (settling.get(key) ?? 0) + 1);
      return attempt(async () => {
        try {
          await send({ [key]: copyOf(value) }, seen, [key]);
        } finally {
          const left = (settling.get(key) ?? 1) - 1;
          if (left > 0) settling.set(key, left);
          else settling.delete(key);
        }
        await saveAll();
      });
    },
  };
}

export type FormTyping = ReturnType<typeof createFormTyping>;

/** A value that later typing can't change. */
const copyOf = (value: FieldValue): FieldValue => JSON.parse(JSON.stringify(value)) as FieldValue;
