import { addDays, beijingDay, beijingInstant, type Day, dayInWords } from '../../../contracts/kit/beijing-time.ts';
import type { Person } from '../filing/filing.ts';
import { type ReminderMessage, recordReminders } from '../messages/notifications.ts';
import type { RecordNotice } from './notice.ts';
import type { WebsiteLook } from './outside.ts';
import { type FiledRecord, type FiledWebsite, liveAccesses, liveWebsites } from './record.ts';
import { noticesOf } from './record-event.ts';
import { careOf, currentLook } from './website-care.ts';

/** People are reminded of what runs out within these days (PR-23). */
const DAYS_BEFORE = 60;
/** Registries, cloud account and websites are asked once in these days. */
const LOOK_DAYS = 30;
/** What is amiss with a website is looked at again before anybody is told. */
const SECOND_LOOK_DAYS = 1;
/** Days before a notice is due on which people are reminded, at ten in the morning in Beijing. */
const NOTICE_DAYS = [3, 1];
const REMINDER_HOUR = 10;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Something that is filed and runs out. */
export interface Expiring {
  readonly resource: 'certificate' | 'domain' | 'server';
  /** Whose or which: `principal`, a website's id, or a domain. */
  readonly of: string;
  readonly day: Day;
}

/** What runs out within 60 days, or has; in the order of the record. */
export function expiring(record: FiledRecord, today: Day): readonly Expiring[] {
  if (record.contents.ended) return [];
  const websites = connectedWebsites(record);
  const { domains = {}, servers = {} } = record.outside ?? {};
  const all: readonly (Omit<Expiring, 'day'> & { readonly day: Day | undefined })[] = [
    ...peopleOf(record, websites),
    ...websites.flatMap((website) =>
      website.domains.map((domain) => ({ resource: 'domain' as const, of: domain, day: domains[domain] })),
    ),
    ...websites.map(({ id }) => ({ resource: 'server' as const, of: id, day: servers[id] })),
  ];
  const lastDay = addDays(today, DAYS_BEFORE);
  return all.flatMap(({ day, ...what }) => (day !== undefined && day <= lastDay ? [{ ...what, day }] : []));
}

/** Each person once, however many websites they own. */
function peopleOf({ contents }: FiledRecord, websites: readonly FiledWebsite[]) {
  const owners = websites.flatMap(({ id, siteOwner }) => (siteOwner ? [{ of: id, person: siteOwner }] : []));
  const all = [...(contents.principal ? [{ of: PRINCIPAL, person: contents.principal }] : []), ...owners];
  const first = new Map<string, { readonly of: string; readonly person: Person }>();
  for (const item of all) if (!first.has(item.person.idNumber)) first.set(item.person.idNumber, item);
  return [...first.values()].map(({ of, person: { idValidTo } }) => ({
    resource: 'certificate' as const,
    of,
    day: idValidTo === 'long-term' ? undefined : idValidTo,
  }));
}

const PRINCIPAL = 'principal';

/** The websites that are filed and connected here: what is elsewhere, others look after. */
export const connectedWebsites = (record: FiledRecord): readonly FiledWebsite[] =>
  liveWebsites(record).filter((website) => liveAccesses(website).length > 0);

/** When registries, cloud account and websites are asked next. */
export function fullLookAt({ outside }: FiledRecord, lastLook: Date): Date {
  const isFresh = Object.values(outside?.websites ?? {}).some(
    ({ look, since }) => isAmiss(look) && new Date(since) >= lastLook,
  );
  return new Date(lastLook.getTime() + (isFresh ? SECOND_LOOK_DAYS : LOOK_DAYS) * DAY_MS);
}

const isAmiss = (look: WebsiteLook): boolean => look !== 'fine';

/** When to look at a record next: for a full look, or to remind of a notice. */
export function nextLookAt(record: FiledRecord, lastLook: Date, now: Date): Date {
  const times = noticeReminders(record).flatMap(({ at }) => (at > now ? [at.getTime()] : []));
  return new Date(Math.min(...times, fullLookAt(record, lastLook).getTime()));
}

interface NoticeReminder {
  readonly at: Date;
  readonly notice: number;
  readonly dueAt: string;
  readonly daysBefore: number;
}

/** The reminders of notices that are open, earliest first; none that would come with the notice itself. */
const noticeReminders = ({ contents }: FiledRecord): readonly NoticeReminder[] =>
  noticesOf(contents)
    .flatMap(({ state, dueAt, notice, at: begun, extendedAt = begun }: RecordNotice) =>
      state === 'open' && dueAt !== undefined
        ? NOTICE_DAYS.map((daysBefore) => ({
            at: beijingInstant(addDays(beijingDay(new Date(dueAt)), -daysBefore), REMINDER_HOUR),
            notice,
            dueAt,
            daysBefore,
          })).filter(({ at }) => at.getTime() - new Date(extendedAt).getTime() >= DAY_MS)
        : [],
    )
    .toSorted((first, second) => first.at.getTime() - second.at.getTime());

/** What people are reminded of now. Each has a key of its own, so that it is said once, however often it is written. */
export function remindersOfLook(record: FiledRecord, now: Date): readonly ReminderMessage[] {
  if (record.contents.ended) return [];
  return [...expiryReminders(record, now), ...dueReminders(record, now), ...websiteReminders(record, now)];
}

const expiryReminders = (record: FiledRecord, now: Date): readonly ReminderMessage[] =>
  expiring(record, beijingDay(now)).flatMap(({ resource, of, day }) =>
    // What has run out already is shown; a reminder would come too late.
    day < beijingDay(now)
      ? []
      : recordReminders('filed-expiring', record, `${resource}-${keyPart(of)}-${day}`, {
          resource,
          date: dayInWords(beijingInstant(day, 0)),
        }),
  );

/** After an outage only the last one of a notice: what is overdue is no longer true. */
function dueReminders(record: FiledRecord, now: Date): readonly ReminderMessage[] {
  const due = noticeReminders(record).filter(({ at, dueAt }) => at <= now && now < new Date(dueAt));
  const last = new Map(due.map((reminder) => [reminder.notice, reminder]));
  return [...last.values()].flatMap(({ notice, dueAt, daysBefore }) =>
    recordReminders('record-notice-due', record, `${notice}-${beijingDay(new Date(dueAt))}-${daysBefore}`, {
      notice,
      date: dayInWords(new Date(dueAt)),
    }),
  );
}

/** What a second look has confirmed. Another address alone is shown, for a website may stand behind a network of its own choice. */
const websiteReminders = (record: FiledRecord, now: Date): readonly ReminderMessage[] =>
  connectedWebsites(record).flatMap(({ id }) => {
    const seen = careOf(record, id).monthly === false ? undefined : currentLook(record, id);
    if (!seen || !isAmiss(seen.look) || seen.look === 'elsewhere') return [];
    if (now.getTime() - new Date(seen.since).getTime() < (SECOND_LOOK_DAYS * DAY_MS) / 2) return [];
    return recordReminders('website-amiss', record, `${id}-${seen.look}-${beijingDay(new Date(seen.since))}`);
  });

/** Keys have letters, digits and `-` only; a domain has dots. */
const keyPart = (text: string): string => text.replaceAll('.', '-');
