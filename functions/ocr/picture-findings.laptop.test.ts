import { describe, expect, it } from 'vitest';
import { testReadings } from '../../tests/support/readings.ts';

const readings = await testReadings();

const levels = () => readings.log.lines().map(({ level, vendorCode }) => [level, vendorCode]);

describe('an error code of the vendor', () => {
  it.each([
    ['FailedOperation.ImageBlur', '图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。'],
    ['FailedOperation.ImageNoSpecifiedCard', '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'],
    ['FailedOperation.NoBizLicense', '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。'],
    ['FailedOperation.CardSideError', '证件的正反面传反了，请上传正确的一面。'],
    ['FailedOperation.IdCardTooSmall', '证件在图片中太小，请靠近拍摄，让证件占满画面（宽度至少约 500 像素）。'],
    [
      'FailedOperation.IdCardInfoIllegal',
      '没有读全证件上的姓名、号码或有效期，或号码的校验位不对。请让证件的四角和全部文字都在画面内，没有遮挡和反光，再重新拍摄。',
    ],
    ['FailedOperation.MultiCardError', '图片中有多张证件，请每次只拍一张。'],
    ['FailedOperation.ImageDecodeFailed', '图片无法打开，请重新拍摄后上传。'],
    ['InvalidParameter.EngineImageDecodeFailed', '图片无法打开，请重新拍摄后上传。'],
    ['FailedOperation.EmptyImageError', '图片无法打开，请重新拍摄后上传。'],
    ['FailedOperation.ImageSizeTooLarge', '图片过大，请压缩后重新上传。'],
    ['LimitExceeded.TooLargeFileError', '图片过大，请压缩后重新上传。'],
  ])('gives the person advice: %s', async (code, message) => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code });

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-06', severity: 'block', field: 'file', message, params: {} }],
    });
    expect(levels()).toEqual([]);
  });

  it('tells the person when no card of any kind is found: FailedOperation.ImageNoIdCard', async () => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.ImageNoIdCard' });
    readings.vendor.failNext('RecognizeValidIDCardOCR', { code: 'FailedOperation.ImageNoIdCard' });

    await deliver(readings.ports());

    expect(await now()).toMatchObject({
      state: 'refused',
      findings: [{ ruleId: 'MT-06', message: '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。' }],
    });
  });

  it.each([
    ['FailedOperation.UnKnowError', 'broken'],
    ['FailedOperation.EngineRecognizeTimeout', 'timeout'],
    ['InternalError', 'broken'],
    ['InternalError.Unknown', 'broken'],
    ['RequestLimitExceeded', 'throttled'],
    ['RequestLimitExceeded.UinLimitExceeded', 'throttled'],
    ['AuthFailure.SignatureExpire', 'refused'],
    ['AuthFailure.TokenFailure', 'refused'],
  ])('leads to a retry, now and in the next delivery: %s', async (vendorCode, kind) => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: vendorCode }, 2);

    const failed = deliver(readings.ports());
    await expect(failed).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind, vendorCode });
    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('makes us send the picture itself when the vendor could not fetch it: FailedOperation.DownLoadError', async () => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.DownLoadError' });

    await deliver(readings.ports());

    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it.each([
    'FailedOperation.UnOpenError',
    'ResourceUnavailable.InArrears',
    'ResourceUnavailable.ResourcePackageRunOut',
    'ResourcesSoldOut.ChargeStatusException',
    'InvalidParameter.ConfigFormatError',
    'InvalidParameterValue.InvalidParameterValueLimit',
    'AuthFailure.SecretIdNotFound',
    'AuthFailure.SignatureFailure',
    'UnauthorizedOperation',
    'MissingParameter',
    'UnknownParameter',
    'FailedOperation.NobodyKnowsThisOne',
  ])('alarms the operator, and the person types: %s', async (code) => {
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code });

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(levels()).toEqual([['alarm', code]]);
    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [
        {
          ruleId: 'MT-91',
          severity: 'warn',
          field: 'file',
          message: '证件照片已收到，但没有自动识别出内容，请对照证件手工填写；也可以重新上传再识别一次。',
        },
      ],
    });
  });

  it('of the check of a licence does not invalidate its reading', async () => {
    const { deliver, now } = await readings.passedOn('business-licence');
    readings.vendor.failNext('RecognizeGeneralCardWarn', { code: 'FailedOperation.UnOpenError' });

    await deliver(readings.ports());

    expect(levels()).toEqual([['alarm', 'FailedOperation.UnOpenError']]);
    expect(await now()).toMatchObject({
      state: 'ready',
      findings: [],
      fields: { creditCode: { text: '91440300MAYH3K7264' } },
    });
  });
});

describe('a defect of an ID card’s picture', () => {
  it.each([
    [[-9101], 'MT-06', 'block', '证件边缘不完整，请让四角都在画面内重新拍摄。'],
    [[-9102, -9108], 'MT-06', 'block', '这像是复印件，请拍摄证件原件。'],
    [[-9103], 'MT-06', 'block', '这像是翻拍屏幕，请拍摄证件原件。'],
    [[-9104], 'FT-03', 'block', '这是临时居民身份证，备案只支持居民身份证；持其他证件请在电脑端备案控制台办理。'],
    [[-9105], 'MT-06', 'block', '证件内容被遮挡，请移开遮挡物重新拍摄。'],
    [[-9106], 'MT-06', 'block', '图片可能被修改过，请拍摄证件原件。'],
    [[-9107], 'MT-06', 'warn', '证件上有反光，请换个角度重新拍摄。'],
    [[-9109], 'FD-17', 'warn', '证件有效期可能识别有误，请核对。'],
    [[-9110], 'MT-06', 'block', '这是电子身份证，请拍摄实体居民身份证原件。'],
    [
      [-9111],
      'MT-07',
      'warn',
      '证件照片上有水印。水印只能为“仅供备案使用”且不遮挡文字和图像，如是其他水印，请重新上传没有水印的照片。',
    ],
  ])('is reported: %j', async (codes, ruleId, severity, message) => {
    readings.answer('IDCardOCR', { AdvancedInfo: JSON.stringify({ Quality: 97, WarnInfos: codes }) });
    const { deliver, now } = await readings.passedOn('id-front');

    await deliver(readings.ports());

    expect((await now()).findings).toEqual([{ ruleId, severity, field: 'file', message, params: {} }]);
  });

  it('is reported for low quality, and makes the values uncertain', async () => {
    readings.answer('IDCardOCR', { AdvancedInfo: '{"Quality":49}' });
    const { deliver, now } = await readings.passedOn('id-front');

    await deliver(readings.ports());

    expect(await now()).toMatchObject({
      findings: [{ ruleId: 'MT-06', severity: 'warn', message: '图片有些模糊，请核对识别结果，最好重新拍摄。' }],
      fields: { name: { confidence: 0.8, origin: 'tencent.ocr.IDCardOCR' } },
    });
  });

  it.each([
    ['TemporaryIDCardInfo', 'FT-03', '这是临时居民身份证，'],
    ['ResidencePermitInfo', 'FD-12', '这是港澳台居民居住证，'],
    ['PermanentResidencePermitInfo', 'FD-12', '这是外国人永久居留身份证，'],
  ])('may be that it shows another card, which no filing accepts: %s', async (info, ruleId, start) => {
    readings.answer('RecognizeValidIDCardOCR', { IDCardInfo: null, [info]: { Name: { Content: '何书云' } } });
    const { deliver, now } = await readings.passedOn('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.ImageNoIdCard' });

    await deliver(readings.ports());

    const message = `${start}备案只支持居民身份证；持其他证件请在电脑端备案控制台办理。`;
    expect(await now()).toMatchObject({ state: 'refused', findings: [{ ruleId, severity: 'block', message }] });
    expect((await now()).fields).toBeUndefined();
  });
});

describe('a defect of a licence’s picture', () => {
  it.each([
    ['Blur', 'warn', '图片有些模糊，请核对识别结果，最好重新拍摄。'],
    ['BorderIncomplete', 'block', '证件边缘不完整，请让四角都在画面内重新拍摄。'],
    ['Cover', 'block', '证件内容被遮挡，请移开遮挡物重新拍摄。'],
    ['Reflection', 'warn', '证件上有反光，请换个角度重新拍摄。'],
    ['Copy', 'block', '这像是复印件，请拍摄证件原件。'],
    ['Reprint', 'block', '这像是翻拍屏幕，请拍摄证件原件。'],
    ['Screenshot', 'block', '这像是屏幕截图，请拍摄证件原件。'],
    ['Ps', 'block', '图片可能被修改过，请拍摄证件原件。'],
  ])('is reported: %s', async (name, severity, message) => {
    readings.answer('RecognizeGeneralCardWarn', { [name]: { IsWarn: true, RiskConfidence: 0.9, Polygon: [] } });
    const { deliver, now } = await readings.passedOn('business-licence');

    await deliver(readings.ports());

    expect((await now()).findings).toEqual([{ ruleId: 'MT-06', severity, field: 'file', message, params: {} }]);
  });

  it('is reported once, although both actions find it', async () => {
    readings.answer('BizLicenseOCR', { RecognizeWarnCode: [-9102] });
    readings.answer('RecognizeGeneralCardWarn', { Copy: { IsWarn: true, RiskConfidence: 1, Polygon: [] } });
    const { deliver, now } = await readings.passedOn('business-licence');

    await deliver(readings.ports());

    expect((await now()).findings.map(({ message }) => message)).toEqual(['这像是复印件，请拍摄证件原件。']);
  });
});
