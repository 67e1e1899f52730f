import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { withoutNotes } from './rule-notes.ts';

const FOLDER = join(ROOT, 'shared', 'domain', 'rules');
const rules = readdirSync(FOLDER)
  .filter((name) => /(?<!\.(test|cases))\.ts$/.test(name) && !['cases.ts', 'rule.ts'].includes(name))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

describe('the rules in a bundle', () => {
  it('have lost their notes, every one', () => {
    const notes = /^ +(when|source):/gm;

    expect(rules.join('\n').match(notes)?.length).toBeGreaterThan(400);
    expect(rules.map(withoutNotes).join('\n').match(notes)).toBeNull();
  });

  it('keep all else as it is', () => {
    const rule = `
  {
    id: 'CS-90',
    severity: 'block',
    when:
      'it is the server of “somebody else”, and there is no code',
    message: '请先取得授权码。',
    source: ['T22-prov', 'HW-prov'],
    refuses: ({ when, source }) => when !== source,
  },
`;

    expect(withoutNotes(rule)).toBe(`
  {
    id: 'CS-90',
    severity: 'block',
    message: '请先取得授权码。',
    refuses: ({ when, source }) => when !== source,
  },
`);
  });
});
