import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from './bundle/bundle-functions.ts';
import type { ServerlessService } from './manifest/serverless-yml.ts';
import { ROOT } from './root.ts';

/** The files that may ask for the configuration (tests/hygiene/layers.ts): `compose/` of a product, and what a room composes. */
const COMPOSITION = /^(platform|shared|desk)\/compose\/|^(desk\/)?functions\/[\w-]+\/ports\.ts$/;

/** The check of the environment itself reads it: in production it refuses more. */
const OF_THE_CHECK = 'STAGE';

/** What a variable's name looks like. */
const NAME = /\b[A-Z][A-Z0-9_]+\b/g;

const namesIn = (path: string): readonly string[] => readFileSync(join(ROOT, path), 'utf8').match(NAME) ?? [];

/**
 * A service whose functions have, beside their own variables, those that their compositions name, and no others: an adapter that a
 * room no longer composes takes its keys along.
 *
 * @param bundles what is in the bundle of each function; a function without one gets its own variables only.
 */
export function composed(
  service: ServerlessService,
  bundles: Readonly<Record<string, Pick<Bundle, 'inputs'>>>,
): ServerlessService {
  const functions = Object.entries(service.functions).map(([name, given]) => {
    const files = Object.keys(bundles[name]?.inputs ?? {}).filter((path) => COMPOSITION.test(path));
    const named = new Set(files.length > 0 ? [OF_THE_CHECK, ...files.flatMap(namesIn)] : []);
    const chosen = Object.entries(service.variables).filter(([variable]) => named.has(variable));
    return [name, { ...given, environment: { ...Object.fromEntries(chosen), ...given.environment } }];
  });
  return { ...service, functions: Object.fromEntries(functions) };
}
