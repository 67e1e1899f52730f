import { describe, expect, it } from 'vitest';
import { readConfig } from '../shared/config.ts';
import { tell } from './tell.ts';

const told = (error: unknown): unknown => {
  try {
    return tell(error);
  } catch (thrown) {
    return thrown;
  }
};
const configurationError = (): unknown => {
  try {
    return readConfig({ SMTP_PORT: 'x' }, ['SMTP_PORT', 'SEAL_KEYS']);
  } catch (error) {
    return error;
  }
};

describe('what the CLI prints of an error', () => {
  it('is the sentence alone, with the code that the Cloud API’s message leaves out', () => {
    const refused = Object.assign(new Error('no permission'), { code: 'UnauthorizedOperation' });

    expect(told(refused)).toMatchObject({ name: 'ServerlessError', message: 'no permission（UnauthorizedOperation）' });
    expect(told(new Error('scf CreateFunction', { cause: refused }))).toMatchObject({
      message: 'scf CreateFunction（UnauthorizedOperation）',
    });
  });

  it('names wrong variables, and the command that says how to mend them', () => {
    const { message } = told(configurationError()) as Error;

    expect(message.split('\n')).toEqual([
      '变量缺少或不对，什么也没改：',
      '  SEAL_KEYS: is missing',
      expect.stringMatching(/^ {2}SMTP_PORT: /),
      '逐项怎样改，运行 npm run doctor -- --only settings。',
    ]);
  });

  it('keeps the stack of a mistake of ours', () => {
    const mistake = new TypeError('x is not a function');

    expect(told(mistake)).toBe(mistake);
  });
});
