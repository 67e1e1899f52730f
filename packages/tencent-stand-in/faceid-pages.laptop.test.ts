import { createFaceEngine } from 'engines/face/engine.ts';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { INDIVIDUAL } from 'specimens/people.ts';
import { drawChallengeVideo, portrait } from 'specimens/person.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFaceidPages, type FaceidPages } from './faceid-pages.ts';

const CALLER = { secretId: 'AKID', region: undefined };
const { name: Name, idNumber: IdCard } = INDIVIDUAL.idCard;

const engine = createFaceEngine();
let pages: FaceidPages;
let server: Running;

beforeAll(async () => {
  const register = {
    identity: async (idNumber: string) => (idNumber === IdCard ? ('matches' as const) : ('unknown' as const)),
    portraitOf: async () => portrait(),
  };
  pages = createFaceidPages(engine, register, () => server.url);
  server = await listen(0, pages.serve);
});
afterAll(async () => {
  await server.stop();
  await engine.close();
});

async function call(action: string, request: Record<string, unknown>): Promise<Record<string, unknown>> {
  const run = pages.actions[`faceid/2018-03-01/${action}`];
  if (!run) throw new Error(`no action ${action}`);
  return run(request, CALLER);
}

const eidToken = (person: { Name: string; IdCard: string }) =>
  call('GetEidToken', { MerchantId: 'laptop', ...person, Config: { InputType: '4' } });

describe('E证通', () => {
  it('has no result before the page has been passed', async () => {
    const { EidToken, Url } = await eidToken({ Name, IdCard });
    const shown = await fetch(String(Url));

    const answer = await call('GetEidResult', { EidToken, InfoType: '13' });

    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('不构成实名核身');
    expect(answer).toMatchObject({ Text: { ErrCode: 17 }, BestFrame: { BestFrame: null } });
  });

  it('compares the recorded person with the authority’s record', { timeout: 60_000 }, async () => {
    const { EidToken, Url } = await eidToken({ Name, IdCard });
    const video = await drawChallengeVideo(['blink']);

    const page = await fetch(String(Url), { method: 'POST', body: new Uint8Array(video) });

    const { Text, BestFrame } = await call('GetEidResult', { EidToken });
    expect(await page.text()).toContain('核身已完成');
    expect(Text).toMatchObject({ ErrCode: 0, ErrMsg: '成功' });
    expect((Text as { Sim: string }).Sim).toMatch(/^9\d\.\d\d$/);
    expect((BestFrame as { BestFrame: string }).BestFrame).toMatch(/^\/9j\//);
  });
});

describe('FaceID’s own page', () => {
  const detectAuth = (person: { Name: string; IdCard: string }) => call('DetectAuth', { RuleId: '1', ...person });

  it('returns why a person whom the authority does not know has not passed', async () => {
    const { BizToken, Url } = await detectAuth({ Name: '周建明', IdCard: '440305198806159974' });
    await fetch(String(Url), { method: 'POST', body: 'no video' });

    const { Text } = await call('GetDetectInfoEnhanced', { BizToken, RuleId: '1', InfoType: '13' });

    expect(Text).toEqual({ ErrCode: 2005, ErrMsg: '未通过', Sim: '0.00' });
  });

  it('returns results of its own tokens only, and under their rule', async () => {
    const { BizToken } = await detectAuth({ Name, IdCard });
    const { EidToken } = await eidToken({ Name, IdCard });

    const foreign = call('GetDetectInfoEnhanced', { BizToken: EidToken, RuleId: '1' });
    const otherRule = call('GetDetectInfoEnhanced', { BizToken, RuleId: '2' });

    await expect(foreign).rejects.toMatchObject({ code: 'InvalidParameterValue.BizTokenIllegal' });
    await expect(otherRule).rejects.toMatchObject({ code: 'InvalidParameterValue.RuleIdNotExist' });
  });
});
