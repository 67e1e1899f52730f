import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { roomFolder } from './manifest/room-folder.ts';
import type { ServerlessFunction, ServerlessService } from './manifest/serverless-yml.ts';
import { ROOT } from './root.ts';

/** The check of the environment itself reads it: in production it refuses more. */
const OF_THE_CHECK = 'STAGE';

/** Long polls of a function hold an instance each: at most half of its own, so that other calls find some. */
const POLLS = 'POLLS_AT_ONCE';

function pollsOf({ reservedConcurrency: cap }: ServerlessFunction, chosen: Readonly<Record<string, string>>) {
  const polls = Number(chosen[POLLS]);
  return polls && cap ? { [POLLS]: String(Math.min(polls, Math.floor(cap / 2))) } : {};
}

/** What a variable's name looks like. */
const NAME = /\b[A-Z][A-Z0-9_]+\b/g;

/** An import or re-export; types are erased. */
const IMPORT = /^(?:import|export) (?!type )[^;]* from '(\.[^']*)';/gm;

/** The names in a room's composition: its `index.ts`, its `ports.ts`, and what they reach in `compose/`. */
function namesIn(path: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(path) || !existsSync(path)) return [];
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  const imported = [...text.matchAll(IMPORT)].map(([, target = '']) => join(dirname(path), target));
  const next = imported.filter((file) => /\/compose\/[\w-]+\.ts$|\/ports\.ts$/.test(file));
  return [...(text.match(NAME) ?? []), ...next.flatMap((file) => namesIn(file, seen))];
}

/**
 * A service whose functions have, beside their own variables, those that their compositions name, and no others: an adapter that a
 * room no longer composes takes its keys along. Nothing else may ask for the configuration (tests/hygiene/layers.ts).
 */
export function composed(service: ServerlessService): ServerlessService {
  const functions = Object.entries(service.functions).map(([name, given]) => {
    const named = new Set(namesIn(join(ROOT, roomFolder(name), 'index.ts')));
    const chosen = Object.fromEntries(
      Object.entries(service.variables).filter(([variable]) => variable === OF_THE_CHECK || named.has(variable)),
    );
    return [name, { ...given, environment: { ...chosen, ...pollsOf(given, chosen), ...given.environment } }];
  });
  return { ...service, functions: Object.fromEntries(functions) };
}
