import { describe, expect, it } from 'vitest';
import type { ReadableKind } from '../../shared/domain/media/document.ts';
import { testReadings } from '../../tests/support/pictures/readings.ts';

const readings = await testReadings();

/** The first picture of somebody's paper. */
let people = 0;
const first = (kind: ReadableKind) => {
  people += 1;
  return readings.passedOn(kind, `website:w${people}`);
};
/** Reasons for which another picture is asked for once. */
const ASKED: Readonly<Record<string, string>> = { blurred: '模糊', 'too-small': '太小', incomplete: '没有读全' };
const AGAIN = '再拍仍是这样的，就交给审核员看。';

const levels = () => readings.log.lines().map(({ level, vendorCode }) => [level, vendorCode]);

describe('an error code of the vendor', () => {
  it.each([
    ['FailedOperation.ImageBlur', 'blurred', '图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。'],
    [
      'FailedOperation.ImageNoSpecifiedCard',
      'not-this-certificate',
      '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。',
    ],
    [
      'FailedOperation.NoBizLicense',
      'not-this-certificate',
      '没有在图片中找到这种证件，请确认上传的是对应证件的原件照片。',
    ],
    ['FailedOperation.CardSideError', 'wrong-side', '证件的正反面传反了，请上传正确的一面。'],
    [
      'FailedOperation.IdCardTooSmall',
      'too-small',
      '证件在图片中太小，请靠近拍摄，让证件占满画面（宽度至少约 500 像素）。',
    ],
    [
      'FailedOperation.IdCardInfoIllegal',
      'incomplete',
      '没有读全证件上的姓名、号码或有效期，或号码的校验位不对。请让证件的四角和全部文字都在画面内，没有遮挡和反光，再重新拍摄。',
    ],
    ['FailedOperation.MultiCardError', 'several-cards', '图片中有多张证件，请每次只拍一张。'],
    ['FailedOperation.ImageDecodeFailed', 'undecodable', '图片无法打开，请重新拍摄后上传。'],
    ['InvalidParameter.EngineImageDecodeFailed', 'undecodable', '图片无法打开，请重新拍摄后上传。'],
    ['FailedOperation.EmptyImageError', 'undecodable', '图片无法打开，请重新拍摄后上传。'],
    ['FailedOperation.ImageSizeTooLarge', 'too-large', '图片过大，请压缩后重新上传。'],
    ['LimitExceeded.TooLargeFileError', 'too-large', '图片过大，请压缩后重新上传。'],
  ])('gives the person advice: %s', async (code, reason, message) => {
    const { deliver, now } = await first('id-front');
    readings.vendor.failNext('IDCardOCR', { code });

    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({
      state: 'refused',
      findings: [
        {
          ruleId: 'MT-06',
          severity: 'block',
          field: 'file',
          message: reason in ASKED ? `${message}${AGAIN}` : message,
          params: { reason, ...(ASKED[reason] && { asked: ASKED[reason] }) },
        },
      ],
    });
    expect(levels()).toEqual([]);
  });

  it('tells the person when no card of any kind is found: FailedOperation.ImageNoIdCard', async () => {
    const { deliver, now } = await first('id-front');
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
    const { deliver, now } = await first('id-front');
    readings.vendor.failNext('IDCardOCR', { code: vendorCode }, 2);

    const failed = deliver(readings.ports());
    await expect(failed).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind, vendorCode });
    const outcome = await deliver(readings.ports());

    expect(outcome).toBe('done');
    expect(await now()).toMatchObject({ state: 'ready', findings: [] });
  });

  it('makes us send the picture itself when the vendor could not fetch it: FailedOperation.DownLoadError', async () => {
    const { deliver, now } = await first('id-front');
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
    const { deliver, now } = await first('id-front');
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
    const { deliver, now } = await first('business-licence');
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
    [[-9101], 'MT-06', 'block', '证件边缘不完整，请让四角都在画面内重新拍摄。', '边缘不完整'],
    [[-9102, -9108], 'MT-06', 'block', '这像是复印件，请拍摄证件原件。', '复印件'],
    [[-9103], 'MT-06', 'block', '这像是翻拍屏幕，请拍摄证件原件。', '翻拍屏幕'],
    [[-9104], 'FT-03', 'block', '这是临时居民身份证，备案要用正式的居民身份证，请领到以后再拍。'],
    [[-9105], 'MT-06', 'block', '证件内容被遮挡，请移开遮挡物重新拍摄。', '被遮挡'],
    [[-9106], 'MT-06', 'block', '图片可能被修改过，请拍摄证件原件。', '修改过'],
    [[-9107], 'MT-06', 'warn', '证件上有反光，请换个角度重新拍摄。'],
    [[-9109], 'FD-17', 'warn', '证件有效期可能识别有误，请核对。'],
    [[-9110], 'MT-06', 'block', '这像是电子身份证，请拍摄实体居民身份证原件。', '电子身份证'],
    [
      [-9111],
      'MT-07',
      'warn',
      '证件照片上有水印。水印只能为“仅供备案使用”且不遮挡文字和图像，如是其他水印，请重新上传没有水印的照片。',
    ],
  ])('is reported: %j', async (codes, ruleId, severity, message, asked = '') => {
    readings.answer('IDCardOCR', { AdvancedInfo: JSON.stringify({ Quality: 97, WarnInfos: codes }) });
    const { deliver, now } = await first('id-front');

    await deliver(readings.ports());

    const params = asked === '' ? {} : { asked };
    expect((await now()).findings).toEqual([
      { ruleId, severity, field: 'file', message: asked === '' ? message : `${message}${AGAIN}`, params },
    ]);
  });

  it('is reported for low quality, and makes the values uncertain', async () => {
    readings.answer('IDCardOCR', { AdvancedInfo: '{"Quality":49}' });
    const { deliver, now } = await first('id-front');

    await deliver(readings.ports());

    expect(await now()).toMatchObject({
      findings: [{ ruleId: 'MT-06', severity: 'warn', message: '图片有些模糊，请核对识别结果，最好重新拍摄。' }],
      fields: { name: { evidence: ['unclear'], origin: 'tencent.ocr.IDCardOCR' } },
    });
  });

  it.each([
    ['TemporaryIDCardInfo', 'FT-03', '这是临时居民身份证，备案要用正式的居民身份证，请领到以后再拍。'],
    [
      'ResidencePermitInfo',
      'FD-12',
      '这是港澳台居民居住证。个人备案只能用居民身份证；单位的负责人持这种证件的，请先在“证件类型”里选择它，再上传。',
    ],
    [
      'PermanentResidencePermitInfo',
      'FD-12',
      '这是外国人永久居留身份证。个人备案只能用居民身份证；单位的负责人持这种证件的，请先在“证件类型”里选择它，再上传。',
    ],
  ])('may be that it shows another card than an ID card: %s', async (info, ruleId, message) => {
    readings.answer('RecognizeValidIDCardOCR', { IDCardInfo: null, [info]: { Name: { Content: '何书云' } } });
    const { deliver, now } = await first('id-front');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.ImageNoIdCard' });

    await deliver(readings.ports());

    expect(await now()).toMatchObject({ state: 'refused', findings: [{ ruleId, severity: 'block', message }] });
    expect((await now()).fields).toBeUndefined();
  });
});

describe('a defect of a licence’s picture', () => {
  it.each([
    ['Blur', 'warn', '图片有些模糊，请核对识别结果，最好重新拍摄。'],
    ['BorderIncomplete', 'block', '证件边缘不完整，请让四角都在画面内重新拍摄。', '边缘不完整'],
    ['Cover', 'block', '证件内容被遮挡，请移开遮挡物重新拍摄。', '被遮挡'],
    ['Reflection', 'warn', '证件上有反光，请换个角度重新拍摄。'],
    ['Copy', 'block', '这像是复印件，请拍摄证件原件。', '复印件'],
    ['Reprint', 'block', '这像是翻拍屏幕，请拍摄证件原件。', '翻拍屏幕'],
    ['Screenshot', 'block', '这像是屏幕截图，请拍摄证件原件。', '屏幕截图'],
    ['Ps', 'block', '图片可能被修改过，请拍摄证件原件。', '修改过'],
  ])('is reported: %s', async (name, severity, message, asked = '') => {
    readings.answer('RecognizeGeneralCardWarn', { [name]: { IsWarn: true, RiskConfidence: 0.9, Polygon: [] } });
    const { deliver, now } = await first('business-licence');

    await deliver(readings.ports());

    const params = asked === '' ? {} : { asked, risk: 90 };
    expect((await now()).findings).toEqual([
      { ruleId: 'MT-06', severity, field: 'file', message: asked === '' ? message : `${message}${AGAIN}`, params },
    ]);
  });

  it('is reported once, although both actions find it', async () => {
    readings.answer('BizLicenseOCR', { RecognizeWarnCode: [-9102] });
    readings.answer('RecognizeGeneralCardWarn', { Copy: { IsWarn: true, RiskConfidence: 1, Polygon: [] } });
    const { deliver, now } = await first('business-licence');

    await deliver(readings.ports());

    expect((await now()).findings.map(({ message }) => message)).toEqual([`这像是复印件，请拍摄证件原件。${AGAIN}`]);
  });
});

describe('a warning has a way out', () => {
  const isOn = (RiskConfidence?: number) => ({ IsWarn: true, RiskConfidence, Polygon: [] });
  const told = async (kind: ReadableKind, about: `website:${string}`) => {
    const { deliver, now } = await readings.passedOn(kind, about);
    await deliver(readings.ports());
    const { state, findings } = await now();
    return [state, ...findings.map(({ severity, message }) => `${severity} ${message}`)];
  };

  it('asks for a better picture once; the second goes to the reviewer with what the vendor says', async () => {
    readings.answer('RecognizeGeneralCardWarn', { Reprint: isOn(0.87) });
    const pictures = [await told('business-licence', 'website:again'), await told('business-licence', 'website:again')];
    readings.answer('RecognizeGeneralCardWarn', { BorderIncomplete: isOn() });
    const third = await told('business-licence', 'website:again');

    expect([...pictures, third]).toEqual([
      ['ready', `block 这像是翻拍屏幕，请拍摄证件原件。${AGAIN}`],
      [
        'ready',
        'warn 重拍的照片仍提示“翻拍屏幕”（识别服务判断的风险 87%，80% 起要求重拍），由审核员看原图，不用再拍。',
      ],
      ['ready', 'warn 重拍的照片仍提示“边缘不完整”，由审核员看原图，不用再拍。'],
    ]);
  });

  it.each(['id-front', 'id-back'] as const)('asks once for a better picture of a card, too: %s', async (kind) => {
    const warned = (...WarnInfos: readonly number[]) => ({
      ValidDate: '2019.03.11-2039.03.11',
      AdvancedInfo: JSON.stringify({ Quality: 97, WarnInfos }),
    });
    readings.answer('IDCardOCR', warned(-9101));
    const first = await told(kind, 'website:card');
    readings.answer('IDCardOCR', warned(-9102, -9106));

    expect([first, await told(kind, 'website:card')]).toEqual([
      ['ready', `block 证件边缘不完整，请让四角都在画面内重新拍摄。${AGAIN}`],
      [
        'ready',
        'warn 重拍的照片仍提示“复印件”，由审核员看原图，不用再拍。',
        'warn 重拍的照片仍提示“修改过”，由审核员看原图，不用再拍。',
      ],
    ]);
  });

  it('lets the published demonstration picture of the vendor pass at the second time, and its lower risk at once', async () => {
    readings.answer('RecognizeGeneralCardWarn', { BorderIncomplete: isOn(0.99), Ps: isOn(0.7648103) });

    expect([await told('business-licence', 'website:demo'), await told('business-licence', 'website:demo')]).toEqual([
      [
        'ready',
        `block 证件边缘不完整，请让四角都在画面内重新拍摄。${AGAIN}`,
        'warn 识别服务提示“修改过”（识别服务判断的风险 76%，90% 起要求重拍），由审核员看原图，不用重拍。',
      ],
      [
        'ready',
        'warn 重拍的照片仍提示“边缘不完整”（识别服务判断的风险 99%，90% 起要求重拍），由审核员看原图，不用再拍。',
        'warn 识别服务提示“修改过”（识别服务判断的风险 76%，90% 起要求重拍），由审核员看原图，不用重拍。',
      ],
    ]);
  });

  it('keeps the second picture that is blurred, too small or half legible, and the person types', async () => {
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.ImageBlur' });
    const blurred = await told('id-front', 'website:old-camera');
    readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.IdCardTooSmall' });
    const small = await told('id-front', 'website:old-camera');

    expect([blurred, small]).toEqual([
      ['refused', `block 图片模糊，无法识别，请拿稳手机、对焦后重新拍摄。${AGAIN}`],
      ['ready', 'warn 重拍的照片仍然太小，没有识别出内容。请对照证件手工填写，审核员会看照片，不用再拍。'],
    ]);
  });

  it('does not let another kind of paper pass, however often it comes', async () => {
    for (const _ of [1, 2]) {
      readings.vendor.failNext('IDCardOCR', { code: 'FailedOperation.CardSideError' });
      expect(await told('id-front', 'website:wrong')).toEqual([
        'refused',
        'block 证件的正反面传反了，请上传正确的一面。',
      ]);
    }
  });

  it('accepts an electronic licence, whichever action says that it is one', async () => {
    readings.answer('BizLicenseOCR', { Electronic: true });
    readings.answer('RecognizeGeneralCardWarn', { Reprint: isOn(0.99), Screenshot: isOn(0.99) });
    const byReading = await told('business-licence', 'website:electronic');
    readings.answer('BizLicenseOCR', { RecognizeWarnCode: [-9104] });
    readings.answer('RecognizeGeneralCardWarn', { Electron: isOn(0.99) });

    expect([byReading, await told('business-licence', 'website:electronic')]).toEqual([['ready'], ['ready']]);
  });

  it('logs by its name and code what nobody here can interpret, and not what is printed', async () => {
    readings.answer('BizLicenseOCR', { Period: '详见章程', RecognizeWarnCode: [-9999] });
    readings.answer('RecognizeGeneralCardWarn', { Tamper: isOn(0.9) });
    await told('business-licence', 'website:strange');

    expect(readings.log.lines().map(({ level, failure, vendorCode }) => [level, failure, vendorCode])).toEqual([
      ['warn', 'not-understood', 'BizLicenseOCR.RecognizeWarnCode=-9999'],
      ['warn', 'not-understood', 'BizLicenseOCR.Period'],
      ['warn', 'not-understood', 'RecognizeGeneralCardWarn.Tamper'],
    ]);
  });
});
