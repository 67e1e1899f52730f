import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const NOTE = /^ +(?:when:\s+(?:'[^'\n]*'|"[^"\n]*")|source:\s+\[[^\]]*\]),\n/gm;

/** The text of a file of rules without what only the page of all rules says of them: when one speaks, and where it stands. */
export const withoutNotes = (text: string): string => text.replace(NOTE, '');

/** They are 18 KB of a bundle, which no function reads. */
export const ruleNotesLeftOut: Plugin = {
  name: 'rule-notes-left-out',
  setup({ onLoad }) {
    onLoad({ filter: /shared\/domain\/rules\/[\w-]+\.ts$/ }, async ({ path }) => ({
      contents: withoutNotes(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
};
