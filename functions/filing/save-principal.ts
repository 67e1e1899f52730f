import { type Confirmed, type Person, withConfirmed } from '../../shared/domain/filing/filing.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

/** Saves 主体负责人. */
export function savePrincipal(
  { body, ...at }: FilingAddress & { readonly body: Person & Confirmed },
  ports: SavePorts,
) {
  const { confirmed, ...principal } = body;
  return saveContents(
    at,
    (contents) => withConfirmed({ ...contents, principal }, 'principal', confirmed),
    () => 'principal',
    ports,
    'principal',
  );
}
