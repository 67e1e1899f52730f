import { expect, it } from 'vitest';
import { amendedWords } from './amendments.ts';

const AMENDMENT = {
  name: '网站名称',
  domain: 'yunfan.example',
  before: '云帆样列',
  after: '云帆样例',
  reason: '错别字',
  at: '2026-11-26T02:00:00.000Z',
};

it('what a reviewer corrected is told old beside new, with the reason, the time and the domain', () => {
  expect(amendedWords({ state: 'queued', amendments: [AMENDMENT] })).toEqual({
    title: '审核人员更正了什么',
    items: [
      {
        name: '网站名称（yunfan.example）',
        before: '云帆样列',
        after: '云帆样例',
        reason: '错别字',
        time: '2026年11月26日 10:00',
      },
    ],
    next: '备案按更正后的内容办理。不同意的，请联系接入商；备案成功以后，也可以用变更备案改。',
  });
});

it('while the filing can be mended, whoever disagrees can do so', () => {
  expect(amendedWords({ state: 'authority-returned', amendments: [AMENDMENT] })?.next).toBe(
    '不同意的，可以在表单里改。',
  );
});

it('of a filing in which nothing was corrected, nothing is said', () => {
  expect(amendedWords({ state: 'queued', amendments: [] })).toBeUndefined();
  expect(amendedWords({ state: 'queued' })).toBeUndefined();
});
