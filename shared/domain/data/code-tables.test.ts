import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../contracts/data/languages.ts';
import { PRE_APPROVALS } from '../../../contracts/data/pre-approvals.ts';
import { BLOG, GAMES, OTHER_CONTENT, SERVICE_CONTENTS } from '../../../contracts/data/service-contents.ts';

const HAN = /^\p{Script=Han}+$/u;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const isRepeated = <T>(value: T, index: number, all: readonly T[]) => all.indexOf(value) !== index;

describe('service contents', () => {
  it('are numbered from 1 to 24, each with its own name', () => {
    expect(SERVICE_CONTENTS.map(({ code }) => code)).toEqual(numbers(24));
    expect(SERVICE_CONTENTS.map(({ name }) => name).filter(isRepeated)).toEqual([]);
    expect(SERVICE_CONTENTS.filter(({ name }) => !/^(WAP|[\p{Script=Han}/]{2,9})$/u.test(name))).toEqual([]);
  });

  it('are in five groups', () => {
    const groups = [...new Set(SERVICE_CONTENTS.map(({ group }) => group))].map(
      (group) => `${group} ${SERVICE_CONTENTS.filter((content) => content.group === group).length}`,
    );

    expect(groups).toEqual(['基础应用 4', '网络媒体 4', '电子政务/电子商务 4', '数字娱乐 5', '其他 7']);
  });

  it('include those that rules use: blog, games and other contents', () => {
    const nameOf = (wanted: number) => SERVICE_CONTENTS.find(({ code }) => code === wanted)?.name;

    expect([BLOG, GAMES, OTHER_CONTENT].map(nameOf)).toEqual(['博客/个人空间', '网络游戏', '其他']);
  });
});

describe('languages', () => {
  it('are numbered from 1 to 17, each with its own code and Chinese name', () => {
    expect(LANGUAGES.map(({ number }) => number)).toEqual(numbers(17));
    expect(LANGUAGES.map(({ code }) => code).filter(isRepeated)).toEqual([]);
    expect(LANGUAGES.filter(({ name }) => !HAN.test(name))).toEqual([]);
  });

  it('have the Chinese name of their code', () => {
    const names = new Intl.DisplayNames(['zh-CN'], { type: 'language' });
    const begins = LANGUAGES.filter(({ code, name }) => names.of(code)?.[0] !== name[0]).map(({ code }) => code);

    // CLDR has 繁体中文, 吉尔吉斯语, 韩语 and 四川彝语 there.
    expect(begins).toEqual(['zh-Hant', 'ky', 'ko', 'ii']);
  });
});

describe('pre-approvals', () => {
  it('are 13, each with its own code and in Chinese the subject, the authority and the document', () => {
    expect(PRE_APPROVALS).toHaveLength(13);
    expect(PRE_APPROVALS.filter(({ code }) => !/^[A-Z]{2,8}$/.test(code))).toEqual([]);
    expect(PRE_APPROVALS.map(({ code }) => code).filter(isRepeated)).toEqual([]);
    for (const column of ['name', 'authority', 'document'] as const)
      expect(PRE_APPROVALS.filter((row) => !/^[\p{Script=Han}（）]{2,}$/u.test(row[column]))).toEqual([]);
  });
});
