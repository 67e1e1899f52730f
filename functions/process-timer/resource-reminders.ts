import { addDays, beijingDay } from '../../contracts/kit/beijing-time.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { type ReminderMessage, remindersOf } from '../../shared/domain/messages/notifications.ts';
import { type FilingCase, factsOf } from '../../shared/domain/rules/case.ts';

/** During review, the person is reminded of a domain or server that expires within this many days. */
const DAYS_BEFORE = 30;

/** One reminder for every domain and server that expires soon, once per expiry date: a renewal leads to another one. */
export function resourceReminders(filingCase: FilingCase, filing: Filing): readonly ReminderMessage[] {
  const lastDay = addDays(beijingDay(filingCase.now), DAYS_BEFORE);
  return filing.contents.websites.flatMap(({ id }, index) => {
    const { domain, cloudService } = factsOf(filingCase, id);
    const serverEnd = cloudService.known ? cloudService.value?.expiresAt : undefined;
    const ends = [
      { resource: 'domain', day: domain.known ? domain.value?.expiresOn : undefined },
      { resource: 'server', day: serverEnd && beijingDay(serverEnd) },
    ];
    return ends.flatMap(({ resource, day }) =>
      day !== undefined && day <= lastDay
        ? remindersOf('resource-expiring', filing, `${resource}-${index + 1}-${day}`, { resource })
        : [],
    );
  });
}
