import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { textOf } from '../hygiene/source-files.ts';

const SOURCE = 'miniprogram/src';
const files = readdirSync(join(ROOT, SOURCE), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml'))
  .map((file) => `${SOURCE}/${file}`);
const { usingComponents } = JSON.parse(textOf(`${SOURCE}/app.json`)) as { readonly usingComponents: object };

/** What a reader would stumble over in a WXML file, each with its line. */
function problemsIn(path: string, text: string, code: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const lineAt = (index: number) => text.slice(0, index).split('\n').length;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const line = lineAt(parser.startIndex);
        const indent = /^ *$/.exec(
          text.slice(text.lastIndexOf('\n', parser.startIndex - 1) + 1, parser.startIndex),
        )?.[0];
        if (indent !== undefined && indent.length !== 2 * open.length) {
          problems.push(`${path}:${line} <${name}> is indented by ${indent.length}, not ${2 * open.length}`);
        }
        if (name.includes('-') && !PLATFORM.has(name) && !(name in usingComponents)) {
          problems.push(`${path}:${line} <${name}> is no component of app.json`);
        }
        for (const [key, value] of Object.entries(attributes)) {
          const isHandler = /^(bind|catch)/.test(key) && !value.includes('{{');
          if (isHandler && !new RegExp(`\\b${value}\\b`).test(code)) {
            problems.push(`${path}:${line} ${key} calls ${value}, which is nowhere`);
          }
        }
        open.push(name);
      },
      onclosetag(name, isImplied) {
        open.pop();
        const isSelfClosing = text.slice(parser.startIndex, parser.endIndex + 1).endsWith('/>');
        if (isImplied && !isSelfClosing) problems.push(`${path} <${name}> is not closed`);
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  for (const [index, line] of text.split('\n').entries()) {
    if (/\s$|\t|=''|="\{\{ | \}\}"/.test(line)) problems.push(`${path}:${index + 1} has blanks or quotes too many`);
  }
  return problems;
}

const PLATFORM = new Set(['checkbox-group', 'radio-group', 'scroll-view', 'page-meta', 'cover-view', 'web-view']);

/** The code of a page or component; a template is used by any. */
const codeOf = (path: string): string =>
  readdirSync(join(ROOT, SOURCE), { recursive: true, encoding: 'utf8' })
    .map((file) => `${SOURCE}/${file}`)
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        (dirname(file) === dirname(path) || dirname(file) === SOURCE || path.includes('/templates/')),
    )
    .map(textOf)
    .join('\n');

describe('the WXML of the mini program', () => {
  it.each(files)('%s is indented by its nesting, names components that are there and handlers of its page', (path) => {
    expect(problemsIn(path, textOf(path), codeOf(path))).toEqual([]);
  });

  it('would be refused with a wrong indent, an unknown component, a handler of nobody or a tag left open', () => {
    const text = '<view>\n <text-shet />\n  <button bind:tap="go">';

    expect(problemsIn('x.wxml', text, '')).toEqual([
      'x.wxml:2 <text-shet> is indented by 1, not 2',
      'x.wxml:2 <text-shet> is no component of app.json',
      'x.wxml:3 bind:tap calls go, which is nowhere',
      'x.wxml <button> is not closed',
      'x.wxml <view> is not closed',
    ]);
  });
});
