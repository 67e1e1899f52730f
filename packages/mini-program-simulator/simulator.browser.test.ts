import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium } from '../../tools/chromium/chromium.ts';
import { servePhone } from './phone.ts';

/** Two pixels beside each other. */
const WIDE = 'data:image/gif;base64,R0lGODlhAgABAPAAAP///wAAACH5BAAAAAAALAAAAAACAAEAAAICBAoAOw==';
/** A program that uses the framework and the strict parts of the simulator; `say` collects what happens. */
const FILES: Readonly<Record<string, string>> = {
  'app.json': '{"pages":["pages/a/index","pages/b/index"],"__usePrivacyCheck__":true}',
  'app.js': 'App({ onLaunch(launch) { this.launch = launch; } })',
  'pages/a/index.json': '{"navigationBarTitleText":"第一页","usingComponents":{"c-x":"/components/x/index"}}',
  'pages/a/index.wxml': `<view id="for"><text wx:for="{{list}}" wx:key="id">{{index}}:{{item.id}};</text></view>
<c-x number="{{n}}" bind:up="up"><text slot="named">slot</text></c-x>
<input aria-label="词" model:value="{{word}}"/><view id="word">{{word}}</view>
<view bind:tap="outer"><view id="inner" bind:tap="inner">里</view><view id="stop" catch:tap="inner">停</view></view>
<picker range="{{range}}" aria-label="省" header-text="省" bind:change="picked"><view>选</view></picker>
<checkbox-group bind:change="checked"><label><checkbox value="x"/>同意</label></checkbox-group>
<button open-type="share" data-of="它">分享</button>
<button bind:tap="go">下一页</button><button bind:tap="subscribe">订阅</button><button bind:tap="choose">选照片</button>
<camera wx:if="{{camera}}" bind:error="trouble"/><camera wx:if="{{camera}}" bind:error="trouble"/>
<view id="said">{{said}}</view>`,
  'pages/a/index.js': `Component({
  properties: { q: String },
  data: { list: [{ id: 'a' }], n: 1, word: '', said: '', range: ['广东省', '上海市'], camera: false },
  pageLifetimes: { show() { this.say('show') }, hide() { this.say('hide') } },
  methods: {
    say(text) { this.setData({ said: this.data.said + text + ' ' }) },
    onLoad(query) { this.say('load ' + query.q + ' ' + this.data.q) },
    onReady() { this.say('ready') },
    up(event) { this.say('up' + event.detail) },
    inner() { this.say('inner') }, outer() { this.say('outer') },
    picked(event) { this.say('picked' + event.detail.value) },
    checked(event) { this.say('checked' + event.detail.value) },
    trouble(event) { this.say(event.detail.errMsg) },
    onShareAppMessage({ from, target }) { return { title: from + target.dataset.of, path: '/pages/b/index?x=1' } },
    go() { wx.navigateTo({ url: '../b/index?x=1' }) },
    subscribe() { wx.requestSubscribeMessage({ tmplIds: ['t'], success: (r) => this.say(r.t), fail: (e) => this.say(e.errMsg) }) },
    choose() { wx.chooseMedia({ count: 1, success: () => this.say('chosen'), fail: (e) => this.say('errno' + e.errno) }) },
  },
})`,
  'pages/b/index.json': '{"navigationBarTitleText":"第二页"}',
  'pages/b/index.wxml': `<view id="b">{{globals}}</view><view id="said">{{said}}</view>
<image id="wide" src="${WIDE}" mode="widthFix" style="width: 100px"/><image id="plain" src="${WIDE}"/>`,
  'pages/b/index.js': `Page({ data: { globals: '', said: '' }, onLoad({ ask }) {
  if (ask) wx.requestSubscribeMessage({ tmplIds: ['t'], fail: (e) => this.setData({ said: e.errMsg }) })
  this.setData({ globals: [typeof window, typeof fetch, typeof URL, typeof Intl, typeof wx.request].join(' ') }) } })`,
  'components/x/index.json': '{"component":true}',
  'components/x/index.wxml': '<view class="own">{{double}} <slot name="named"/></view>',
  'components/x/index.wxss': '.own { color: rgb(9, 9, 9); width: 375rpx; }',
  'components/x/index.js': `Component({ options: { multipleSlots: true }, properties: { number: Number }, data: { double: 0 },
  observers: { number(n) { this.setData({ double: 2 * n }) } },
  lifetimes: { ready() { this.triggerEvent('up', 'ready') } } })`,
};

let dir: string;
let phone: Awaited<ReturnType<typeof servePhone>>;
let browser: Browser;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'simulator-'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  [phone, browser] = await Promise.all([
    servePhone(dir, { appId: 'wx1', domains: ['https://api.example.cn'] }),
    openChromium(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await phone?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function openPhone(query = 'page=pages/a/index%3Fq%3D1%252026') {
  const page = await browser.newPage({ viewport: { width: 375, height: 812 }, hasTouch: true });
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${phone.url}/screen.html?${query}`);
  await page.locator('[id$=said]').waitFor();
  return { page, errors, said: () => page.locator('[id$=said]').textContent() };
}

/** Runs code with the page on top as `page`. */
const onPage = (page: Page, code: string) =>
  page.evaluate<string>(
    `(() => { const page = __phone.openCallers().at(-1); try { ${code}; return 'taken' } catch (e) { return e.message } })()`,
  );

describe('the simulator', () => {
  it('runs pages and components: lifetimes, data, slots, observers, taps, pickers, groups, two-way values', async () => {
    const { page, errors, said } = await openPhone();

    expect(await said()).toBe('load 1%2026 1 26 show upready ready ');
    expect(await page.locator('[id$=for]').textContent()).toBe('0:a;');
    expect(await page.locator('c-x').textContent()).toBe('2 slot');
    const own = "document.querySelector('c-x wx-view')";
    expect(await page.evaluate(`getComputedStyle(${own}).color + ${own}.offsetWidth`)).toBe('rgb(9, 9, 9)188');
    // Each step is waited for: a view that grows moves what is below it away from under the next tap.
    await page.getByLabel('词').fill('你好');
    await page.locator('[id$=word]', { hasText: '你好' }).waitFor();
    await page.locator('[id$=inner]').tap();
    await page.locator('[id$=said]', { hasText: 'inner outer' }).waitFor();
    await page.locator('[id$=stop]').tap();
    await page.locator('[id$=said]', { hasText: 'inner outer inner' }).waitFor();
    await page.getByRole('combobox', { name: '省' }).click();
    await page.getByRole('dialog', { name: '省' }).getByRole('listbox').selectOption({ label: '上海市' });
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText('同意').tap();

    expect(await page.locator('[id$=word]').textContent()).toBe('你好');
    expect(await said()).toContain('inner outer inner picked1 checkedx');
    await onPage(page, "page.setData({ 'list[1]': { id: 'b' } })");
    expect(await page.locator('[id$=for]').textContent()).toBe('0:a;1:b;');
    expect(errors).toEqual([]);
  });

  it('keeps a stack of pages with their titles, hides what a browser has, and goes back', async () => {
    const { page, said } = await openPhone();

    await page.getByRole('button', { name: '下一页' }).tap();

    expect(await page.locator('[id$=b]').textContent()).toBe('undefined undefined undefined undefined function');
    expect(await page.title()).toBe('第二页');
    // Its picture has twice the width of its height; without a mode it is 320 × 240, and the picture is squeezed into that.
    const height = async (id: string) => (await page.locator(`[id$=${id}]`).boundingBox())?.height;
    await expect.poll(() => height('wide')).toBe(50);
    expect(await height('plain')).toBe(240);
    await page.getByRole('button', { name: '返回' }).tap();
    expect(await page.title()).toBe('第一页');
    expect(await said()).toMatch(/hide show $/);
    expect(await onPage(page, 'for (let i = 0; i < 11; i += 1) page.go()')).toBe('taken');
    expect(await page.locator('.wx-page').count()).toBe(10);
  });

  it('keeps no entry of more than 1 MiB', async () => {
    const { page } = await openPhone();

    const keep = (bytes: number) => onPage(page, `__phone.wx.setStorageSync('k', 'x'.repeat(${bytes}))`);

    expect([await keep(1_040_000), await keep(1_050_000)]).toEqual(['taken', 'entry size limit reached']);
  });

  it.each([
    ['undefined', '{ a: undefined }', 'setData: data.a is undefined'],
    ['a date', '{ a: { b: new Date(0) } }', 'setData: data.a.b is no JSON: [object Date]'],
    ['a map', '{ a: [new Map()] }', 'setData: data.a.0 is no JSON: [object Map]'],
    ['more than 1 MiB', "{ a: 'x'.repeat(1050000) }", 'setData: 1050008 bytes are more than 1 MiB'],
  ])('refuses setData with %s', async (_what, data, message) => {
    const { page } = await openPhone();

    expect(await onPage(page, `page.setData(${data})`)).toBe(message);
    expect(await onPage(page, "page.setData({ a: [1, 'x', null, { b: true }] })")).toBe('taken');
  });

  it('asks for the privacy guideline before photos, and refuses with 104', async () => {
    const { page, said } = await openPhone();

    await page.getByRole('button', { name: '选照片' }).tap();
    await page.getByRole('dialog', { name: '用户隐私保护提示' }).getByRole('button', { name: '拒绝' }).tap();

    expect(await said()).toMatch(/errno104 $/);
    await page.getByRole('button', { name: '选照片' }).tap();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '同意', exact: true }).tap();
    await (await chooser).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([1]) });
    await page.getByText('chosen').waitFor();
  });

  it('has one camera, and opens it only with the permission', async () => {
    const { page, said } = await openPhone();

    await onPage(page, 'page.setData({ camera: true })');
    await page.getByRole('button', { name: '同意', exact: true }).tap();
    await page.getByRole('dialog', { name: '授权申请' }).getByRole('button', { name: '拒绝' }).tap();

    await page.getByText('insertCamera:fail auth deny').waitFor();
    expect(await said()).toContain('insertCamera:fail only one camera');
  });

  it('shares the card that the page makes, and gives secrets that differ', async () => {
    const { page, errors } = await openPhone();

    await page.getByRole('button', { name: '分享' }).tap();
    await page.getByRole('dialog', { name: '发送给朋友' }).getByText('button它').waitFor();
    await page.getByRole('button', { name: '发送', exact: true }).tap();

    expect(await page.evaluate('__phone.sharedCards')).toEqual([{ title: 'button它', path: '/pages/b/index?x=1' }]);
    const secret =
      '__phone.wx.getRandomValues({ length: 32 }).then((r) => __phone.wx.arrayBufferToBase64(r.randomValues))';
    const [one, other] = await page.evaluate<[string, string]>(`Promise.all([${secret}, ${secret}])`);
    expect([one.length, one === other]).toEqual([44, false]);
    expect(errors).toEqual([]);
  });

  it('asks to subscribe only after a tap', async () => {
    const unasked = await openPhone('page=pages/b/index%3Fask%3D1');
    await unasked.page.getByText('requestSubscribeMessage:fail can only be invoked by user TAP gesture.').waitFor();
    const { page } = await openPhone();
    await page.getByRole('button', { name: '订阅' }).tap();
    await page.getByRole('dialog', { name: '订阅消息' }).getByRole('button', { name: '允许' }).tap();

    await page.getByText('accept').waitFor();
    expect(await page.getByText('accept').count()).toBe(1);
  });

  it.each([
    [
      'a domain that is not in the list',
      "request({ url: 'https://other.example.cn/' ",
      'request:fail url not in domain list',
    ],
    [
      'a button of more than four characters',
      "showModal({ title: 'x', confirmText: '继续往下填' ",
      'showModal:fail cancelText',
    ],
    [
      'a page that app.json does not name',
      "navigateTo({ url: '/pages/c/index' ",
      'navigateTo:fail page "pages/c/index"',
    ],
  ])('refuses %s', async (_what, call, message) => {
    const { page, said } = await openPhone();

    await page.evaluate(
      `(() => { const page = __phone.openCallers()[0]; const fail = (e) => page.say(e.errMsg); __phone.wx.${call}, fail }) })()`,
    );

    await page.getByText(message).waitFor();
    expect(await said()).toContain(message);
  });
});
