import { describe, expect, it } from 'vitest';
import { pastedOf, readTableFile } from './table-file.ts';

const GB18030 = [0xb1, 0xe0, 0xba, 0xc5];

describe('a file with a table', () => {
  it('is read in UTF-8, without the mark that spreadsheets put before it', async () => {
    expect(await readTableFile(new File(['\uFEFF编号'], 'a.csv'), 100)).toBe('编号');
  });

  it('is read in GB18030, in which spreadsheets in China save', async () => {
    expect(await readTableFile(new File([new Uint8Array(GB18030)], 'a.csv'), 100)).toBe('编号');
  });

  it('is not read when it is too large', async () => {
    await expect(readTableFile(new File(['12345'], 'a.csv'), 4)).rejects.toThrow(RangeError);
  });

  it('is what copying its rows gives: words with a comma, a quotation mark or a line break stay in their row', () => {
    expect(pastedOf('000012,退回,"备注不清, 写明""内容""\n和用途"\r\n000013,待发号')).toBe(
      '000012\t退回\t备注不清, 写明"内容" 和用途\r\n000013\t待发号',
    );
  });
});
