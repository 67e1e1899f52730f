import { describe, expect, it } from 'vitest';
import { readAnswers } from './pasted-answers.ts';

describe('a pasted table of the authority’s answers', () => {
  it('has a line for each submission: numbers, a step, or a return with its words', () => {
    const table = [
      '编号\t结果',
      '000012\t粤ICP备2026000001号\t粤 ICP 备 2026000001 号－1',
      '13\t短信核验完成',
      '',
      '14,待发号',
      '15 退回：备注没有写明用途',
      '16\t短信核验失败\t号码是空号',
    ].join('\r\n');

    const read = readAnswers(table);

    expect(read.map(({ line }) => line)).toEqual([2, 3, 5, 6, 7]);
    expect(read.map(({ answer }) => answer)).toEqual([
      { number: 12, kind: 'approved', numbers: ['粤ICP备2026000001号', '粤ICP备2026000001号-1'] },
      { number: 13, kind: 'sms-verified' },
      { number: 14, kind: 'accepted' },
      { number: 15, kind: 'returned', words: '备注没有写明用途' },
      { number: 16, kind: 'sms-failed', words: '号码是空号' },
    ]);
  });

  it('says of a line that it can’t read what is missing', () => {
    expect(readAnswers('yunfan-keji.cn\t通过\n17\t通过\n18\t退回\n19').map(({ problem }) => problem)).toEqual([
      '一行以编号开头，例如 000012。',
      '看不出结果：写备案号，或“短信核验完成”“待发号”“退回”和管局的原话。',
      '“退回”后面请照录管局的原话。',
      '看不出结果：写备案号，或“短信核验完成”“待发号”“退回”和管局的原话。',
    ]);
  });
});
