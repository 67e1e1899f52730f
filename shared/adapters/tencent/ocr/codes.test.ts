import { describe, expect, it } from 'vitest';
import { VendorCode } from '../../../../platform/adapters/tencent/client.ts';
import { Failed, NothingRead } from '../../../../platform/ports/failed.ts';
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
      'FailedOperation.UnKnowError',
      'FailedOperation.EngineRecognizeTimeout',
      'InternalError',
      'RequestLimitExceeded',
      'AuthFailure.SignatureExpire',
      'AuthFailure.TokenFailure',
    ]);
  });

  it.each([
    ['FailedOperation.ImageBlur', 'blurred'],
    ['FailedOperation.ImageNoIdCard', 'not-this-certificate'],
    ['FailedOperation.ImageNoSpecifiedCard', 'not-this-certificate'],
    ['FailedOperation.NoBizLicense', 'not-this-certificate'],
    ['FailedOperation.CardSideError', 'wrong-side'],
    ['FailedOperation.IdCardTooSmall', 'too-small'],
    ['FailedOperation.IdCardInfoIllegal', 'incomplete'],
    ['FailedOperation.MultiCardError', 'several-cards'],
    ['FailedOperation.ImageDecodeFailed', 'undecodable'],
    ['InvalidParameter.EngineImageDecodeFailed', 'undecodable'],
    ['FailedOperation.ImageSizeTooLarge', 'too-large'],
    ['LimitExceeded.TooLargeFileError', 'too-large'],
  ])('say what is wrong with the picture: %s', (code, reason) => {
    expect(outcomeOf(new VendorCode(code))).toEqual({ outcome: 'unreadable', reason });
  });

  it.each([
    ['FailedOperation.DownLoadError', 'broken'],
    ['FailedOperation.UnKnowError', 'broken'],
    ['FailedOperation.EngineRecognizeTimeout', 'timeout'],
    ['InternalError', 'broken'],
    ['RequestLimitExceeded', 'throttled'],
    ['RequestLimitExceeded.UinLimitExceeded', 'throttled'],
    ['AuthFailure.SignatureExpire', 'refused'],
    ['AuthFailure.TokenFailure', 'refused'],
  ])('are tried again as what they are: %s', (vendorCode, kind) => {
    expect(() => outcomeOf(new VendorCode(vendorCode))).toThrow(expect.objectContaining({ kind, vendorCode }));
  });

  it('say that the vendor looked and read nothing', () => {
    expect(() => outcomeOf(new VendorCode('FailedOperation.OcrFailed'))).toThrow(NothingRead);
  });

  it('are for the operator where only they can help, and where nobody documents them', () => {
    const alarms = codesThat(({ means }) => means === 'alarm');

    expect(alarms).toHaveLength(11);
    for (const vendorCode of [...alarms, 'SomethingNew', 'SomethingNew.Else'])
      expect(outcomeOf(new VendorCode(vendorCode))).toEqual({
        outcome: 'unanswered',
        because: 'out-of-order',
        vendorCode,
      });
  });
});

describe('an error', () => {
  it.each<[string, Failed]>([
    ['a turn that did not come', new Failed('ocr', 'throttled', 'OwnLimit')],
    ...['NoTurn', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].map(
      (code): [string, Failed] => [`nothing was sent, ${code}`, new Failed('ocr', 'broken', code)],
    ),
    ['an error of the vendor', new Failed('ocr', 'broken', 'InternalError')],
  ])('leads to a retry when nothing was billed: %s', (_, failure) => {
    expect(() => outcomeOf(failure)).toThrow(expect.objectContaining({ port: 'ocr', kind: failure.kind }));
  });

  it.each([
    ['no answer in time', new Failed('ocr', 'timeout'), 'no-answer'],
    ['a connection that broke', new Failed('ocr', 'broken'), 'no-answer'],
    ['a broken connection with a code', new Failed('ocr', 'broken', 'ECONNRESET'), 'no-answer'],
    ['another shape', new Failed('ocr', 'broken', 'UnexpectedAnswer'), 'unexpected-answer'],
    ['a refusal that nobody documents', new Failed('ocr', 'refused', 'SomethingNew'), 'out-of-order'],
    ['keys that were refused', new Failed('ocr', 'refused', 'AuthFailure.SecretIdNotFound'), 'out-of-order'],
  ])('is final where it may have been billed, or where only the operator can help: %s', (_, failure, because) => {
    expect(outcomeOf(failure)).toEqual({
      outcome: 'unanswered',
      because,
      vendorCode: failure.vendorCode ?? failure.kind,
    });
  });

  it('is rethrown when it is not the vendor’s', () => {
    const store = new Failed('object-store', 'timeout');
    const bug = new TypeError('undefined is no function');

    expect(() => outcomeOf(store)).toThrow(store);
    expect(() => outcomeOf(bug)).toThrow(bug);
  });
});
