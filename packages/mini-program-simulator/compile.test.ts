import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileMiniProgram } from './compile.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mini-program-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const PAGE = {
  'app.json': '{"pages":["pages/a/index"]}',
  'pages/a/index.json': '{}',
  'pages/a/index.js': 'Page({})',
  'pages/a/index.wxml': '<view>{{text}}</view>',
};

function compile(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries({ ...PAGE, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return compileMiniProgram(dir);
}

describe('compileMiniProgram', () => {
  it('makes one script of pages, components, WXS, templates and styles', () => {
    const { script, warnings, pages } = compile({
      'pages/a/index.json': '{"usingComponents":{"a-box":"../../components/box/index"}}',
      'pages/a/index.wxml':
        '<wxs src="../../m.wxs" module="m"/><import src="../../t.wxml"/><a-box/><template is="t" data="{{text: m.up(text)}}"/>',
      'pages/a/index.wxss': '@import "../../shared.wxss"; .title { width: 750rpx; } page { color: red; }',
      'components/box/index.json': '{"component":true}',
      'components/box/index.js': 'Component({})',
      'components/box/index.wxml': '<view class="own"/>',
      'components/box/index.wxss': ':host { display: block; } .own { height: 10vh; }',
      'shared.wxss': 'view { margin: 0; }',
      'm.wxs': 'module.exports = { up: function (s) { return s } }',
      't.wxml': '<template name="t"><text>{{text}}</text></template>',
    });

    expect(pages).toEqual(['pages/a/index']);
    expect(warnings).toEqual([]);
    expect(script).toContain('wx-view { margin: 0; }');
    expect(script).toContain('.title { width: calc(var(--rpx) * 750); } .wx-page { color: red; }');
    expect(script).toContain('.c0--own { height: calc(var(--vh) * 10); }');
    expect(script).toContain('[wx-host=\\"c0\\"] { display: block; }');
  });

  it.each([
    ['{{a ?? b}}', 'syntax that WXML does not have: {{a ?? b}}'],
    ['{{a?.b}}', 'pages/a/index.wxml:1'],
    ['{{a.toFixed(2)}}', 'only WXS functions can be called: {{a.toFixed(2)}}'],
    ['{{a.map(b => b)}}', 'pages/a/index.wxml:1'],
  ])('refuses %s, which only a browser would understand', (braces, message) => {
    expect(() => compile({ 'pages/a/index.wxml': `<view>${braces}</view>` })).toThrow(message);
  });

  it.each([
    ['a tag that is neither built in nor a component', '<view><my-box/></view>', ':1 neither a built-in tag'],
    ['a missing end tag', '<view><text></view>', 'missing end tag'],
    ['an attribute that older versions ignore', '\n<view let:a="{{1}}"/>', 'an attribute that older versions ignore'],
  ])('refuses %s', (_what, wxml, message) => {
    expect(() => compile({ 'pages/a/index.wxml': wxml })).toThrow(message);
  });

  it.each([
    ['.a { .b { color: red; } }', 'is not portable WXSS'],
    ['@container (width > 1px) { .a { color: red; } }', '@container is not portable WXSS'],
    ['.a:has(.b) { color: red; }', '.a:has(.b) is not portable WXSS'],
  ])('refuses the style %s', (wxss, message) => {
    expect(() => compile({ 'pages/a/index.wxss': wxss })).toThrow(message);
  });

  it('refuses a page without its script, and a component that is missing', () => {
    expect(() => compile({ 'app.json': '{"pages":["pages/b/index"]}' })).toThrow('pages/b/index.json is missing');
    expect(() => compile({ 'pages/a/index.json': '{"usingComponents":{"a-box":"/box/index"}}' })).toThrow(
      'box/index.json is missing',
    );
  });
});
