import { describe, expect, it } from 'vitest';
import { pageText, seenIn } from './footer-number.ts';

const NUMBER = '粤ICP备2026000001号';
const REGISTRY = 'https://beian.miit.gov.cn/';
const WORDS = '云帆科技为中小企业提供进销存软件、网站建设和售后服务，欢迎来电咨询。'.repeat(4);
const page = (footer: string, head = '') =>
  `<!doctype html><html><head>${head}</head><body><p>${WORDS}</p><footer>${footer}</footer></body></html>`;
const markOf = (html: string, number: string) => seenIn(html, { number }).number;
const showsLinked = (html: string, number: string) => markOf(html, number) === 'linked';
const link = (text: string, href = REGISTRY) => `<a href="${href}" target="_blank">${text}</a>`;

describe('the number in a page', () => {
  it.each([
    link(NUMBER),
    link(NUMBER, 'http://beian.miit.gov.cn'),
    link(NUMBER, '//beian.miit.gov.cn/#/Integrated/index'),
    link(NUMBER, ' https://BEIAN.MIIT.GOV.CN/ '),
    link('备案号：粤ICP备2026000001号'),
    link('<img src="i.png">粤ICP备<b>2026000001</b>号'),
    link('粤 ICP 备 2026000001 号'),
    link('粤ICP备２０２６０００００１号'),
    link('粤icp备2026000001号'),
    link('粤ICP备\u200b2026000001\u2060号'),
    link('粤ICP备2026&shy;000001号'),
    link(NUMBER, 'https://beian.miit.gov.cn:443/'),
    `<div style="background:#222"><a href="${REGISTRY}" style="color:#fff">${NUMBER}</a></div>`,
    `<p style="float:left;height:20px;line-height:20px;margin:0 0 0 5px;color:#939393">${link(NUMBER)}</p>`,
    `<details><summary>${link(NUMBER)}</summary>更多</details>`,
    `<details open>${link(NUMBER)}</details><dialog open>好</dialog>`,
    `<div class="overflow-hidden footer-none-of-it">${link(NUMBER)}</div>`,
    `<p style="opacity:0">${link(NUMBER)}</p>${link(NUMBER)}`,
    `<p style="width:auto;font:12px/0 a;opacity:0.5;margin:-10px /* left:-9999px */">${link(NUMBER)}</p>`,
    `<style>.foot:after { visibility: hidden; height: 0 } .other { display: none }</style><p class="foot">${link(NUMBER)}</p>`,
    link('&#31908;ICP备2026000001&nbsp;号'),
    `${link('关于我们', '/about')} © 2026 ${link(NUMBER)} ${link('粤公网安备44030502000001号', 'https://beian.mps.gov.cn/')}`,
    `<A HREF='${REGISTRY}'>${NUMBER}</A>`,
    `<a href=${REGISTRY}>${NUMBER}`,
  ])('stands in a link to the registry: %s', (footer) => {
    expect(showsLinked(page(footer), NUMBER)).toBe(true);
  });

  it.each([
    ['without a link', NUMBER],
    ['in a link to the website itself', link(NUMBER, '/')],
    ['in a link without an address', `<a name="icp">${NUMBER}</a>`],
    ['in a link that names the registry without its protocol', link(NUMBER, 'beian.miit.gov.cn')],
    ['in a link to the public security’s registry', link(NUMBER, 'https://beian.mps.gov.cn/')],
    ['in a link to a name that begins like the registry', link(NUMBER, 'https://beian.miit.gov.cn.yunfan.example/')],
    ['in a link whose path names the registry', link(NUMBER, 'https://yunfan.example/?to=https://beian.miit.gov.cn/')],
    ['in a link that runs a script', link(NUMBER, 'javascript:open(`https://beian.miit.gov.cn/`)')],
    ['beside the link', `${NUMBER} ${link('工信部备案查询')}`],
    ['in a comment in the link', link(`<!-- ${NUMBER} -->备案`)],
    ['in an attribute in the link', link(`<img alt="${NUMBER}" title="${NUMBER}">`)],
    ['in a script in the link', link(`<script>var n = "${NUMBER}"</script>`)],
    ['in a style in the link', link(`<style>a::after { content: "${NUMBER}" }</style>`)],
    ['in a template', `<template>${link(NUMBER)}</template>`],
    ['where only browsers without scripts see it', `<noscript>${link(NUMBER)}</noscript>`],
    ['in a link that is hidden', `<div style="color: red; display:none">${link(NUMBER)}</div>`],
    ['in a hidden element', `<div hidden>${link(NUMBER)}</div>`],
    ['at another port', link(NUMBER, 'https://beian.miit.gov.cn:8443/')],
    ['in a closed dialog', `<dialog>${link(NUMBER)}</dialog>`],
    ['in closed details', `<details><summary>备案</summary>${link(NUMBER)}</details>`],
    ['in details in a closed dialog', `<dialog><details><summary>${link(NUMBER)}</summary></details></dialog>`],
    ['in what pops up', `<div popover>${link(NUMBER)}</div>`],
    ['in place of a film', `<video src="a.mp4">${link(NUMBER)}</video>`],
    ['in place of a drawing', `<canvas>${link(NUMBER)}</canvas>`],
    ['in a comment around the link', `<!-- ${link(NUMBER)} -->`],
    ['as that of a website of the organizer', link('粤ICP备2026000001号-7')],
    ['as that of a website, with another dash', link('粤ICP备2026000001号 – 7')],
    ['with another digit', link('粤ICP备2026000002号')],
    ['with a digit too many', link('粤ICP备20260000011号')],
    ['of another province', link('桂ICP备2026000001号')],
    ['not at all', link('备案号')],
  ])('is not shown %s', (_, footer) => {
    expect(showsLinked(page(footer), NUMBER)).toBe(false);
  });

  it.each([
    ['with opacity 0', `<p style="opacity: 0">${link(NUMBER)}</p>`],
    ['with opacity 0.0', `<p style="opacity:0.0;color:red">${link(NUMBER)}</p>`],
    ['with font-size 0', `<p style="font-size:0px">${link(NUMBER)}</p>`],
    ['with font 0', `<p style="font:0/0 a">${link(NUMBER)}</p>`],
    ['off screen', `<p style="position:absolute;left:-9999px">${link(NUMBER)}</p>`],
    ['off screen by its indent', `<p style="text-indent:-9999px">${link(NUMBER)}</p>`],
    ['off screen by a transform', `<p style="transform:translateX(-200vw)">${link(NUMBER)}</p>`],
    ['clipped', `<p style="position:absolute;clip:rect(0,0,0,0)">${link(NUMBER)}</p>`],
    ['without height', `<p style="height:0;overflow:hidden">${link(NUMBER)}</p>`],
    ['white on white', `<a href="${REGISTRY}" style="color:#FFF">${NUMBER}</a>`],
    ['nearly white on white', `<a href="${REGISTRY}" style="color:rgb(250, 250, 250)">${NUMBER}</a>`],
    ['white by an old attribute', `<font color="#ffffff">${link(NUMBER)}</font>`],
    [
      'in the color of what is behind it',
      `<div style="background-color:#222">${link(`<b style="color:#222222">${NUMBER}</b>`)}</div>`,
    ],
    ['transparent', `<p style="color:transparent">${link(NUMBER)}</p>`],
    ['in a hidden class', `<div class="footer d-none">${link(NUMBER)}</div>`],
    [
      'in a class that its page hides',
      `<style>.x, .beian-old { color: red; opacity: 0 }</style><p class="beian-old">${link(NUMBER)}</p>`,
    ],
    [
      'in an id that its page hides',
      `<p id="icp">${link(NUMBER)}</p><style>@media all{footer #icp{display:none}}</style>`,
    ],
    ['struck out', `<del>${link(NUMBER)}</del>`],
    ['struck out in its link', link(`<s>${NUMBER}</s>`)],
    ['struck out by a style', `<p style="text-decoration: line-through">${link(NUMBER)}</p>`],
    ['as one of before', `本站原备案号 ${link(NUMBER)}`],
    ['as cancelled', `${link(NUMBER)}（已注销）`],
  ])('is for a person to look at, and not passed, %s', (_, footer) => {
    expect(markOf(page(footer), NUMBER)).toBe('doubtful');
  });

  it('is not shown in the title alone', () => {
    expect(showsLinked(page('版权所有', `<title>云帆 ${NUMBER}</title>`), NUMBER)).toBe(false);
    expect(showsLinked(page('版权所有', `<title>${link(NUMBER)}</title>`), NUMBER)).toBe(false);
  });

  it.each([
    ['闽ICP备2026000001号-1', true],
    ['闽ICP备2026000001号-1 2026 版权所有', true],
    ['闽ICP备2026000001号-1All rights reserved', true],
    ['闽ICP备2026000001号', false],
    ['闽ICP备2026000001号-12', false],
    ['闽ICP备2026000001号-1A', false],
    ['闽ICP备2026000001号-2', false],
  ])('of a website stands whole in its link: %s, %s', (text, isShown) => {
    expect(showsLinked(page(link(text)), '闽ICP备2026000001号-1')).toBe(isShown);
  });

  it('of a telecom licence is an organizer’s too', () => {
    const shown = ['粤B2-20090059', '粤B2-20090059-1', '粤B2-200900591'].map((text) =>
      showsLinked(page(link(text)), '粤B2-20090059'),
    );

    expect(shown).toEqual([true, false, false]);
  });

  it.each([
    ['', 'by-script'],
    ['<div id="app"></div>', 'by-script'],
    ['<script>document.write("粤ICP备2026000001号")</script><noscript>请启用 JavaScript</noscript>', 'by-script'],
    [link(NUMBER), 'linked'],
    [NUMBER, 'unlinked'],
  ])('can’t be told in a page that its scripts make, unless it is there: %s', (text, mark) => {
    expect(markOf(text, NUMBER)).toBe(mark);
  });

  it('stands there without its link, or not at all', () => {
    expect([markOf(page(NUMBER), NUMBER), markOf(page('版权所有'), NUMBER)]).toEqual(['unlinked', 'absent']);
  });

  it('is looked for in any page without end or limit of depth', () => {
    expect(showsLinked('<div><a>'.repeat(60_000) + link(NUMBER), NUMBER)).toBe(true);
  });
});

describe('the number of 公安备案 in a page', () => {
  const SECOND = '粤公网安备44030502000001号';
  const OFFICE = 'https://beian.mps.gov.cn/#/query/webSearch?code=44030502000001';
  const wanted = { number: NUMBER, publicSecurity: SECOND };
  const icon = '<img src="/gongan.png" alt="">';

  it.each([
    ['in its link after the icon', link(`${icon}粤公网安备 44030502000001号`, OFFICE), 'linked', true],
    ['in a link just after the icon', `${icon} ${link(SECOND, OFFICE)}`, 'linked', true],
    [
      'beside the filing number, by the older address',
      `${link(NUMBER)} ${icon}${link(SECOND, 'http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=44030502000001')}`,
      'linked',
      true,
    ],
    ['without its icon', `${icon}版权所有 ${link(SECOND, OFFICE)}`, 'linked', false],
    ['without its link', `${icon}${SECOND}`, 'unlinked', false],
    ['in a link to the other registry', link(SECOND), 'unlinked', false],
    ['with another digit', link('粤公网安备44030502000002号', OFFICE), 'absent', false],
    ['in a hidden element', `<p hidden>${link(SECOND, OFFICE)}</p>`, 'absent', false],
  ])('stands %s', (_, footer, publicSecurity, hasIcon) => {
    expect(seenIn(page(footer), wanted)).toMatchObject({ publicSecurity, icon: hasIcon });
  });

  it('is not looked for unless it was entered', () => {
    expect(seenIn(page(link(NUMBER)), { number: NUMBER })).toEqual({ number: 'linked' });
  });
});

describe('the text of a page', () => {
  /** `粤ICP备` in GB 18030. */
  const gb = Buffer.concat([Buffer.from([0xd4, 0xc1]), Buffer.from('ICP'), Buffer.from([0xb1, 0xb8])]);
  const meta = (charset: string) =>
    Buffer.from(`<meta http-equiv="Content-Type" content="text/html; charset=${charset}">`);

  it.each<[string, Buffer, string]>([
    ['its header', gb, 'text/html; charset=GBK'],
    ['its meta', Buffer.concat([meta('gb2312'), gb]), 'text/html'],
    ['its bytes, without either', gb, 'text/html'],
    ['its bytes, with a charset that nobody knows', gb, 'text/html; charset=x-none'],
    ['UTF-8', Buffer.from('粤ICP备'), 'text/html'],
    [
      'UTF-8 with a byte that is broken',
      Buffer.concat([Buffer.from([0xff]), Buffer.from('粤ICP备')]),
      'text/html; charset=UTF-8',
    ],
  ])('is read by %s', (_, bytes, contentType) => {
    expect(pageText(bytes, contentType)).toMatch(/粤ICP备$/);
  });
});
