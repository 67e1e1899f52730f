import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../project-files.ts';
import { REQUIREMENT_GROUPS } from './requirements.ts';
import { testCallsIn } from './test-calls.ts';

/** Ids in a name, e.g. `[A1]` and `[U4] [U5]`. */
const requirementIdsIn = (name: string): readonly string[] => name.match(/(?<=\[)[A-Z]\d{1,2}(?=\])/g) ?? [];

/** Names of the tests of each id, by file; a group that names an id stands for all of its tests. */
export function testsByRequirement(): ReadonlyMap<string, readonly { readonly path: string; readonly name: string }[]> {
  const tests = new Map<string, { path: string; name: string }[]>();
  for (const path of projectFiles(ROOT)) {
    if (!/\.(test|suite)\.ts$/.test(path)) continue;
    for (const { name, group } of testCallsIn(path, readFileSync(join(ROOT, path), 'utf8'))) {
      for (const id of requirementIdsIn(name))
        tests.set(id, [...(tests.get(id) ?? []), { path, name: `${group}${name}` }]);
    }
  }
  return tests;
}

const plain = (name: string): string => name.replace(/\[[A-Z]\d{1,2}\] /g, '').replaceAll('|', '\\|');

/** Every requirement with the tests that name it, as a page below build/. */
export function requirementsPage(): string {
  const tests = testsByRequirement();
  const groups = Object.entries(REQUIREMENT_GROUPS).map(([title, requirements]) => {
    const parts = Object.entries(requirements).map(([id, statement]) => {
      const named = (tests.get(id) ?? []).map(({ path, name }) => `- [${plain(name)}](../${path})`);
      return `### ${id}\n\n${statement}\n\n${named.join('\n')}`;
    });
    return `## ${title}\n\n${parts.join('\n\n')}`;
  });
  return `# Requirements and their tests

${groups.join('\n\n')}
`;
}
