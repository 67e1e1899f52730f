import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { AuthoritySettings } from '../../../domain/authority/authority-settings.ts';
import type { UseCase } from '../use-case.ts';

/**
 * Adds a version of hours and hold: from the next run on, the desk hands in by it.
 *
 * @throws Refused('desk.changed-meanwhile'); Refused('request.invalid') when the hours end before they begin.
 */
export const saveAuthoritySettings: UseCase<'saveAuthoritySettings'> = async (
  { staff, body },
  { authoritySettings, clock },
) => {
  const fields = [{ field: 'toHour', message: '结束时间应晚于开始时间。' }];
  if (body.toHour <= body.fromHour) throw new Refused('request.invalid', { fields });
  const settings = { ...body, hold: body.hold };
  if (!(await authoritySettings.save(settings, staff.staffId, clock.now())))
    throw new Refused('desk.changed-meanwhile');
  return authoritySettingsView({ ...settings, version: body.version + 1 });
};

export const authoritySettingsView = ({ hold, ...settings }: AuthoritySettings) => ({
  ...settings,
  ...(hold && { hold }),
});
