import { type Confirmed, type Organizer, withConfirmed } from '../../shared/domain/filing/filing.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

/** Saves 主体信息. */
export function saveOrganizer(
  { body, ...at }: FilingAddress & { readonly body: Organizer & Confirmed },
  ports: SavePorts,
) {
  const { confirmed, ...organizer } = body;
  return saveContents(
    at,
    (contents) => withConfirmed({ ...contents, organizer }, 'organizer', confirmed),
    () => 'organizer',
    ports,
    ['organizer'],
  );
}
