import { describe, expect, it } from 'vitest';
import { VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed } from '../../../../platform/ports/failed.ts';
import { OCR_CODES, outcomeOf } from './codes.ts';

const codesThat = (wanted: (code: (typeof OCR_CODES)[string]) => boolean) =>
  Object.entries(OCR_CODES).flatMap(([name, code]) => (wanted(code) ? [name] : []));

describe('error codes', () => {
  it('are billed only when the picture was empty, and then the person is told', () => {
    expect(codesThat(({ billed }) => billed)).toEqual(['FailedOperation.EmptyImageError']);
    expect(outcomeOf(new VendorCode('FailedOperation.EmptyImageError'))).toEqual({
      outcome: 'unreadable',
      reason: 'undecodable',
    });
  });

  it('lead to a retry for these, which are not billed', () => {
    expect(codesThat(({ means }) => means === 'retry')).toEqual([
      'FailedOperation.DownLoadError',
      'FailedOperation.OcrFailed',
      'FailedOperation.UnKnowError',
      'FailedOperation.EngineRecognizeTimeout',
      'InternalError',
      'RequestLimitExceeded',
      'AuthFailure.SignatureExpire',
      'AuthFailure.TokenFailure',
    ]);
  });
});

describe('an error', () => {
  it.each([
    ['a turn that did not come', new Failed('ocr', 'throttled', 'OwnLimit')],
    ['a connection that could not be made', new Failed('ocr', 'broken', 'ECONNREFUSED')],
    ['an error of the vendor', new Failed('ocr', 'broken', 'InternalError')],
  ])('leads to a retry when nothing was billed: %s', (_, failure) => {
    expect(() => outcomeOf(failure)).toThrow(expect.objectContaining({ port: 'ocr', kind: failure.kind }));
  });

  it.each([
    ['no answer in time', new Failed('ocr', 'timeout'), 'no-answer'],
    ['a connection that broke', new Failed('ocr', 'broken'), 'no-answer'],
    ['a broken connection with a code', new Failed('ocr', 'broken', 'ECONNRESET'), 'no-answer'],
    ['another shape', new Failed('ocr', 'broken', 'UnexpectedAnswer'), 'unexpected-answer'],
    ['keys that were refused', new Failed('ocr', 'refused', 'AuthFailure.SecretIdNotFound'), 'out-of-order'],
  ])('is final where it may have been billed, or where only the operator can help: %s', (_, failure, because) => {
    expect(outcomeOf(failure)).toMatchObject({ outcome: 'unanswered', because });
  });

  it('is rethrown when it is not the vendor’s', () => {
    const store = new Failed('object-store', 'timeout');
    const bug = new TypeError('undefined is no function');

    expect(() => outcomeOf(store)).toThrow(store);
    expect(() => outcomeOf(bug)).toThrow(bug);
  });
});
