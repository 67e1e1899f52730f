import chineseDays from 'chinese-days';
import type { SettingsStore } from '../../ports/catalogue.ts';
import type { WorkTimes } from '../../ports/work-times.ts';

/** The hours that are set, by the holiday calendar of the State Council. */
export const createWorkTimes = (store: Pick<SettingsStore, 'current'>): WorkTimes => ({
  async current() {
    const settings = await store.current();
    const { fromHour, toHour } = settings;
    return { settings, hours: { isWorkday: (day) => chineseDays.isWorkday(day), fromHour, toHour } };
  },
});
