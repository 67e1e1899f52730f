import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { RETENTION } from '../../shared/domain/retention.ts';
import { collectLog } from '../../tests/support/scf.ts';
import { describeError, log } from './log.ts';

const collected = collectLog();
afterAll(collected.stop);

describe('log', () => {
  it('writes one line of JSON without undefined fields', () => {
    log({ level: 'info', function: 'filing', requestId: 'r', status: 200, refusal: undefined });

    expect(collected.texts).toEqual(['{"level":"info","function":"filing","requestId":"r","status":200}']);
  });

  it('stays below the 8 KB at which the platform cuts a line, however long a vendor’s code is', () => {
    const long = '\u0000'.repeat(10_000);
    const counts = Object.fromEntries(Object.keys(RETENTION).map((name) => [name, Number.MAX_SAFE_INTEGER]));

    log({ level: 'alarm', function: 'retention', requestId: 'r', vendorCode: long, error: long, counts });

    const line = collected.texts.at(-1) ?? '';
    expect(Buffer.byteLength(line)).toBeLessThan(8_192);
    expect(JSON.parse(line)).toMatchObject({ level: 'alarm', vendorCode: '\u0000'.repeat(500) });
  });

  it('[P2] has no field for free text', () => {
    // @ts-expect-error: a message may repeat what a person typed
    const line = { level: 'info', function: 'filing', requestId: 'r', message: '周建明' } satisfies Parameters<
      typeof log
    >[0];

    expect(line.message).toBe('周建明');
  });
});

describe('describeError', () => {
  it('names the class, the code and at most four frames', () => {
    const error = Object.assign(new RangeError('周建明'), { code: '23505' });

    const text = describeError(error);

    expect(text).toMatch(/^RangeError\[23505\]\s+at .*log\.test\.ts:\d+:\d+/);
    expect(text.match(/ at /g)?.length).toBeLessThanOrEqual(4);
  });

  it.each([
    ['in one line', new Error('周建明 440305198806159974')],
    ['in lines that look like frames', new Error('x\n    at 周建明 (440305198806159974:1:1)\n    at 周建明')],
    ['that was changed later', Object.assign(new Error('周建明\n    at 周建明'), { message: 'harmless' })],
    ['and a cause', new Error('outside', { cause: new Error('周建明') })],
    ['in the values that a schema refused', z.strictObject({}).safeParse({ 周建明: '440305198806159974' }).error],
  ])('[P2] never repeats a message %s', (_, error) => {
    const text = describeError(error);

    expect(text).toMatch(/^(Error|\$ZodError)/);
    expect(text).not.toMatch(/周建明|440305/);
  });

  it.each([
    ['周建明', 'string'],
    [undefined, 'undefined'],
    [{ name: '周建明' }, 'object'],
  ])('[P2] says of %j only that it is %s', (thrown, type) => {
    const text = describeError(thrown);

    expect(text).toBe(type);
  });

  it('takes an error without a stack', () => {
    const error = new Error('周建明');
    delete error.stack;

    const text = describeError(error);

    expect(text).toBe('Error');
  });
});
