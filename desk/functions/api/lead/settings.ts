import { Refused } from '../../../../contracts/kit/refusal.ts';
import { type DeskSettings, loosenings } from '../../../domain/oversight/settings.ts';
import type { UseCase } from '../use-case.ts';
import { propose } from './proposals.ts';

export const showSettings: UseCase<'showSettings'> = async (_, { settingsStore }) =>
  settingsView(await settingsStore.current());

/**
 * Adds a version of the settings; one that loosens a control is proposed to a second person, and the settings stay as they are. A
 * clock that runs keeps its limit; hours count from the next time that it goes on.
 *
 * @throws Refused('desk.changed-meanwhile' | 'proposal.open'); Refused('request.invalid') when work ends before it begins.
 */
export const saveSettings: UseCase<'saveSettings'> = async ({ staff, body }, ports) => {
  const fields = [{ field: 'toHour', message: '下班时间应晚于上班时间。' }];
  if (body.toHour <= body.fromHour) throw new Refused('request.invalid', { fields });
  const { settingsStore, clock } = ports;
  const before = await settingsStore.current();
  if (before.version !== body.version) throw new Refused('desk.changed-meanwhile');
  if (loosenings(before, body).length > 0) {
    const proposalId = await propose({ kind: 'settings', settings: body }, staff.staffId, ports);
    return { ...settingsView(before), proposalId };
  }
  if (!(await settingsStore.save(body, staff.staffId, clock.now()))) throw new Refused('desk.changed-meanwhile');
  return settingsView({ ...body, version: body.version + 1 });
};

const settingsView = ({ samplingOf, ...settings }: DeskSettings) => ({ ...settings, samplingOf: [...samplingOf] });
