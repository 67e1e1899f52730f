import { describe, expect, it } from 'vitest';
import { foundIn } from './words-to-applicants.ts';

describe('words to an applicant', () => {
  it.each([
    ['请加微信 xiaolin_88 说明', ['微信 xiaolin_88', '加微信 xiaolin_88']],
    ['请联系客服微信小林', ['联系客服微信小林']],
    ['有问题加我vx：abc123', ['vx:abc123', '加我vx:abc123']],
    ['ＱＱ号 ab1234', ['QQ号 ab1234']],
    ['详见 https://help.example/a?b=1', ['https://help.example/a?b=1']],
    ['请到 www.beian.example 重新填写', ['www.beian.example']],
    ['请到 beian-help.com 付款', ['beian-help.com']],
    ['请到 备案代办.公司 付款', ['备案代办.公司']],
    ['请加V：xiaolin88', ['加V:xiaolin88']],
    ['请加 微-信', ['加 微-信']],
    ['＋微信说明', ['+微信说明']],
    ['请打开 weixin://dl/chat', ['weixin://dl/chat']],
    ['请到 beian-help。com', ['beian-help。com']],
    ['请到 beian-help 点 cn', ['beian-help 点 cn']],
    ['可以交急费', ['急费']],
    ['付加急费优先处理', ['加急费']],
    ['请先转账', ['转账']],
    ['请核对\u202e7100 后重新提交', ['改变文字方向的符号']],
    ['请\u200f核对', ['改变文字方向的符号']],
    ['请拨 139----6841----6571', ['139************6571']],
    ['请拨 138转0013再8000', ['138******8000']],
    ['请拨 1 3 8 0 0', ['1 3 8 0 0']],
    ['请拨一二三 四五', ['123 45']],
  ])('say what in them leads elsewhere: %s', (text, found) => {
    expect(foundIn(text)).toEqual(found);
  });

  it.each([
    '请在 2026-11-30 前上传营业执照，4 个角都要看得清。',
    '请把网站名称改成公司名称，第1项和第2项一起改。',
    '请用微信扫码后由本人重新核身。',
    '请写明网站主要展示什么内容、面向哪些访客，并删去无关文字。',
  ])('are let through where nothing is in them: %s', (text) => {
    expect(foundIn(text)).toEqual([]);
  });
});
