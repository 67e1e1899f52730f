import type { Organizer } from '../../shared/domain/filing/filing.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

/** Saves 主体信息. */
export const saveOrganizer = ({ body, ...at }: FilingAddress & { readonly body: Organizer }, ports: SavePorts) =>
  saveContents(
    at,
    (contents) => ({ ...contents, organizer: body }),
    () => 'organizer',
    ports,
  );
