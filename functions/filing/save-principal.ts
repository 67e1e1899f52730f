import type { Person } from '../../shared/domain/filing/filing.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

/** Saves 主体负责人. */
export const savePrincipal = ({ body, ...at }: FilingAddress & { readonly body: Person }, ports: SavePorts) =>
  saveContents(
    at,
    (contents) => ({ ...contents, principal: body }),
    () => 'principal',
    ports,
  );
