import { describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { textOf } from './source-files.ts';

/** A button with its attributes, and what makes it pale. */
const BUTTON = /<(button|action-dock)\b[^>]*?\s:?disabled="([^"]+)"[^>]*>/g;
/** It works on what was asked, or waits the seconds that it shows, or for a camera that says how far it is. */
const WAITS = /^(\w+\.)?(is)?(busy|isBusy|isTaking|isWorking|isDrawing)(\.value)?$|^busyWith !== undefined$/i;
const COUNTS_DOWN = ['!isReady', 'wait > 0', '!mayResend', '!sent.mayResend'];

const partsOf = (condition: string): readonly string[] => condition.replace(/^\{\{|\}\}$/g, '').split(' || ');
const mayBePale = (condition: string): boolean =>
  partsOf(condition).some((part) => !WAITS.test(part) && !COUNTS_DOWN.includes(part) && part !== 'disabled');

/** Buttons of a page that are pale for a reason which nothing beside them says. */
function silentIn(text: string): readonly string[] {
  return [...text.matchAll(BUTTON)].flatMap(([tag, kind = '', condition = '']) => {
    const reason = kind === 'button' ? /aria-describedby="([^"]+)"/.exec(tag)?.[1] : /\stext="([^"]+)"/.exec(tag)?.[1];
    const stands = kind === 'action-dock' || reason?.split(' ').some((id) => text.includes(`id="${id}"`));
    return mayBePale(condition) && (reason === undefined || !stands) ? [tag] : [];
  });
}

const pages = projectFiles(ROOT).filter((path) => /^(web|miniprogram)\/src\/.*\.(vue|wxml)$/.test(path));

describe('a pale button', () => {
  it.each([
    ['<button :disabled="isBusy">', 0],
    ['<button :disabled="isBusy || !agreed">', 1],
    ['<p id="first">先勾选。</p><button :disabled="!agreed" aria-describedby="first">', 0],
    ['<button :disabled="!agreed" aria-describedby="first">', 1],
    ['<action-dock disabled="{{!agreed}}" />', 1],
    ['<action-dock text="{{why}}" disabled="{{!agreed}}" />', 0],
  ])('that does not say why is recognized: %s', (markup, count) => {
    expect(silentIn(markup)).toHaveLength(count);
  });

  it('says why, on both front ends', () => {
    expect(pages.length).toBeGreaterThan(100);
    expect(pages.flatMap((path) => silentIn(textOf(path)).map((tag) => `${path}: ${tag}`))).toEqual([]);
  });
});
