import { createWorkTimes } from '../adapters/chinese-days/work-times.ts';
import { createSettingsStore } from '../adapters/postgres/cases/catalogue.ts';
import { deskParts } from './desk-database.ts';

export const workTimes = async () => createWorkTimes(createSettingsStore(await deskParts()));
