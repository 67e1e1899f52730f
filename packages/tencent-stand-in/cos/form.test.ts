import { describe, expect, it } from 'vitest';
import { readUploadForm } from './form.ts';

async function* inChunksOf(bytes: number, text: string): AsyncGenerator<Buffer> {
  const whole = Buffer.from(text);
  for (let index = 0; index < whole.length; index += bytes) yield whole.subarray(index, index + bytes);
}

const FORM = [
  '--b',
  'Content-Disposition: form-data; name="Key"',
  '',
  '证件/1\r\n--a',
  '--b',
  'content-disposition: form-data; name="file"; filename="正面.jpg"',
  'Content-Type: image/jpeg',
  '',
  'one\r\n--\r\n--a\r\n-two',
  '--b--',
  '',
].join('\r\n');

describe('readUploadForm', () => {
  it.each([1, 2, 3, 7, 1000])('reads the same form from chunks of %i bytes', async (bytes) => {
    const form = await readUploadForm('multipart/form-data; boundary="b"', inChunksOf(bytes, FORM));

    const file: Buffer[] = [];
    for await (const chunk of form.file) file.push(chunk);

    expect(form.fields).toEqual({ key: '证件/1\r\n--a' });
    expect(form.fileName).toBe('正面.jpg');
    expect(Buffer.concat(file).toString()).toBe('one\r\n--\r\n--a\r\n-two');
  });
});
