import type { Filing } from '../domain/filing/filing.ts';
import { checksServing, type LivenessCheck } from '../domain/liveness/liveness.ts';
import type { LivenessChecks } from '../ports/documents/liveness-checks.ts';
import type { Settings } from '../ports/settings.ts';

/** The liveness checks of a filing, oldest first, once for each website that they serve. */
export const checksServingIn = async (
  { id, contents }: Pick<Filing, 'id' | 'contents'>,
  { livenessChecks, settings }: { readonly livenessChecks: LivenessChecks; readonly settings: Settings },
): Promise<readonly LivenessCheck[]> => checksServing(await livenessChecks.ofFiling(id), contents, settings);
