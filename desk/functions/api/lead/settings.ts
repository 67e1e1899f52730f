import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { DeskSettings } from '../../../domain/settings.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

export const showSettings = async (
  _: Input<typeof contract.showSettings>,
  { settingsStore }: Ports,
): Promise<Output<typeof contract.showSettings>> => settingsView(await settingsStore.current());

/**
 * Adds a version of the settings. A clock that runs keeps its limit; hours count from the next time that it goes on.
 *
 * @throws Refused('desk.changed-meanwhile'); Refused('request.invalid') when work ends before it begins.
 */
export async function saveSettings(
  { staff, body }: Input<typeof contract.saveSettings>,
  { settingsStore, clock }: Ports,
): Promise<Output<typeof contract.saveSettings>> {
  const fields = [{ field: 'toHour', message: '下班时间应晚于上班时间。' }];
  if (body.toHour <= body.fromHour) throw new Refused('request.invalid', { fields });
  if (!(await settingsStore.save(body, staff.staffId, clock.now()))) throw new Refused('desk.changed-meanwhile');
  return settingsView({ ...body, version: body.version + 1 });
}

const settingsView = ({ samplingOf, ...settings }: DeskSettings) => ({ ...settings, samplingOf: [...samplingOf] });
