import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { companyActions } from 'tencent-stand-in/ocr.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompanyRegister } from './company-register.ts';

const ACTION = 'VerifyBizLicenseEnterprise4';
const CLAIM = {
  creditCode: '91440300MAYH3K7264',
  name: '深圳市云帆样例科技有限公司',
  legalRepresentative: '周建明',
  idNumber: '440305198806159974',
};
const SAME = { creditCode: true, name: true, legalRepresentative: true, idNumber: true, standing: 'in-business' };

let cloud: RunningCloudApi;

beforeAll(async () => {
  const actions = companyActions(await createWorld({ dir: '/nowhere' }));
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});
afterAll(() => cloud.stop());

const registerAt = (endpoint: string, timeoutSeconds = 5) =>
  createCompanyRegister({ credentials: () => LAPTOP_CREDENTIALS, region: 'ap-guangzhou', endpoint, timeoutSeconds });

/** The facts that follow from such a reply. */
async function checkWith(answer: Record<string, unknown>) {
  const actions = { [`ocr/2018-11-19/${ACTION}`]: async () => answer };
  const other = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  try {
    return await registerAt(other.url).check(CLAIM);
  } finally {
    await other.stop();
  }
}

describe('the commercial register', () => {
  it('confirms a company', async () => {
    expect(await registerAt(cloud.url).check(CLAIM)).toEqual(SAME);
  });

  it('reports what differs', async () => {
    expect(await registerAt(cloud.url).check({ ...CLAIM, legalRepresentative: '周建民' })).toEqual({
      ...SAME,
      legalRepresentative: false,
    });
  });

  it.each([
    ['1', 'in-business'],
    ['2', 'other'],
    ['3', 'ended'],
    ['4', 'ended'],
    ['5', 'ended'],
    ['6', 'other'],
    ['7', 'ended'],
    ['0', 'other'],
    ['/', 'unknown'],
    [undefined, 'unknown'],
  ])('maps every standing: %s is %s', async (OperatingStatus, standing) => {
    expect(await checkWith({ StatusCode: 0, OperatingStatus })).toMatchObject({ standing });
  });

  it('may be out of order, which is not billed', async () => {
    await expect(checkWith({ StatusCode: 1 })).rejects.toMatchObject({
      name: 'Failed',
      port: 'ocr',
      kind: 'broken',
      vendorCode: 'StatusCode1',
    });
  });

  it.each([
    ['FailedOperation.EngineRecognizeTimeout', 'timeout'],
    ['InternalError', 'broken'],
    ['InvalidParameterValue.InvalidParameterValueLimit', 'refused'],
    ['ResourceUnavailable.InArrears', 'refused'],
  ])('is not billed for an error either: %s', async (vendorCode, kind) => {
    cloud.failNext(ACTION, { code: vendorCode });

    const check = registerAt(cloud.url).check(CLAIM);

    await expect(check).rejects.toMatchObject({ name: 'Failed', port: 'ocr', kind, vendorCode });
  });

  it('may have billed a request without a reply, or with one that we do not understand', async () => {
    cloud.failNext(ACTION, { hang: true });

    expect(await registerAt(cloud.url, 0.2).check(CLAIM)).toBeUndefined();
    expect(await checkWith({ StatusCode: 'fine' })).toBeUndefined();
  });

  describe('about what is printed on a licence', () => {
    const { idNumber: _, ...PRINTED } = CLAIM;

    it.each([
      ['knows the company', {}, true],
      ['knows it under another name', { name: '深圳市云帆样例技术有限公司' }, false],
      ['knows it with another legal representative', { legalRepresentative: '周建民' }, false],
      ['does not know it', { creditCode: '91440300MAYH3K7299', name: '无此样例公司' }, false],
    ])('%s', async (_case, changes, isKnown) => {
      expect(await registerAt(cloud.url).has({ ...PRINTED, ...changes })).toBe(isKnown);
    });

    it('may be out of order, which is not billed', async () => {
      const actions = { 'ocr/2018-11-19/VerifyBizLicenseEnterprise3': async () => ({ StatusCode: 1 }) };
      const other = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });

      const asking = registerAt(other.url).has(PRINTED);

      await expect(asking).rejects.toMatchObject({ port: 'ocr', kind: 'broken', vendorCode: 'StatusCode1' });
      await other.stop();
    });
  });
});
