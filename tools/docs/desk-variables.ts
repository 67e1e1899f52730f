import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET_NAME } from '../../deploy/calls.ts';
import { hasDesk } from '../../deploy/desk.ts';
import { ROOT } from '../../deploy/root.ts';

/** A variable that only the operator of the desk sets. */
export interface DeskVariable {
  readonly name: string;
  readonly meaning: string;
  readonly isSecret: boolean;
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const takenIn = (text: string): readonly string[] => [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name = '']) => name);
const SECRET_ADDRESSES = ['DESK_DATABASE_URL', 'DESK_MIGRATION_URL'];

/** What desk/serverless.yml takes from the environment and serverless.yml does not, with the comment above it; nothing without the desk. */
export function deskVariables(): readonly DeskVariable[] {
  if (!hasDesk()) return [];
  const ofService = takenIn(textOf('serverless.yml'));
  const text = textOf('desk/serverless.yml');
  const meanings = new Map(
    [...text.matchAll(/^ +# (.*[\u4e00-\u9fff].*)\n(.+)$/gm)].flatMap(([, meaning = '', line = '']) =>
      takenIn(line).map((name) => [name, meaning] as const),
    ),
  );
  const own = [...new Set(takenIn(text))].filter((name) => !ofService.includes(name));
  return own.map((name) => ({
    name,
    meaning: meanings.get(name) ?? '',
    isSecret: SECRET_NAME.test(name) || SECRET_ADDRESSES.includes(name),
  }));
}

/** The operator's name of each variable that the desk's functions have. */
export const operatorNames = (): ReadonlyMap<string, string> =>
  new Map(
    [...textOf('desk/serverless.yml').matchAll(/^ +([A-Z]\w+): \$\{env:(\w+)/gm)].map(([, name = '', own = '']) => [
      name,
      own,
    ]),
  );
