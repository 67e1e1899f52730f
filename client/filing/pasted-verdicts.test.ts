import { expect, it } from 'vitest';
import { networkLost } from '../../contracts/client/api-error.ts';
import { enterprise } from '../../shared/domain/rules/cases.ts';
import { scriptedApi, shown } from '../../tests/support/scripted-api.ts';
import type { OpenFiling } from './open-filing.ts';
import { createVerdicts } from './pasted-verdicts.ts';

const SERVER = { kind: 'authorization-code', code: 'C' } as const;
const OPEN = {
  view: { filingId: 'f', organizerKind: 'enterprise' },
  contents: enterprise.contents,
} as unknown as OpenFiling;
const finding = (field: string, message: string) => ({
  ruleId: 'DM-06',
  severity: 'block',
  field,
  message,
  params: {},
});
const answer = (...findings: readonly unknown[]) => ({ eligible: false, findings });
const verdicts = (...replies: readonly unknown[]) => {
  const { call, asked } = scriptedApi({ 'POST /v1/eligibility-checks': replies });
  return { model: createVerdicts(call, shown, async () => {}), asked };
};

it('A pasted domain is asked about as the first step asks; where it is refused the next takes its place', async () => {
  const { model, asked } = verdicts(
    answer(finding('filing', '还有一份备案没有办完。'), finding('domain', '该域名已过期，请先在域名注册商处续费。')),
    answer(finding('filing', '还有一份备案没有办完。')),
  );

  // An authorization code takes one website.
  await model.look(OPEN, SERVER, 'a-a.cn\nb-b.cn\nc-c.cn');
  await model.look(OPEN, SERVER, 'a-a.cn\nb-b.cn');

  expect(model.state.known).toMatchObject({
    'a-a.cn': [{ severity: 'block', text: '该域名已过期，请先在域名注册商处续费。' }],
    'b-b.cn': [],
  });
  expect(asked.map(({ body }) => JSON.parse(String(body)))).toMatchObject([
    { domain: 'a-a.cn', cloudService: SERVER, region: '440000', organizerKind: 'enterprise' },
    { domain: 'b-b.cn' },
  ]);
});

it('A domain that could not be asked about is asked about again after the next key', async () => {
  const { model } = verdicts(Promise.reject(networkLost('cut')), answer());

  await model.look(OPEN, SERVER, 'a-a.cn');
  const before = model.state.known['a-a.cn'];
  await model.look(OPEN, SERVER, 'a-a.cn 云帆');

  expect([before, model.state.known['a-a.cn']]).toEqual(['unknown', []]);
});

it('Nothing is asked before a server is chosen, nor while somebody types on', async () => {
  const { model, asked } = verdicts(answer());

  await Promise.all([
    model.look(OPEN, undefined, 'a-a.cn'),
    model.look(OPEN, SERVER, 'b-b.c'),
    model.look(OPEN, SERVER, 'b-b.cn'),
  ]);

  expect(asked.map(({ body }) => JSON.parse(String(body)).domain)).toEqual(['b-b.cn']);
});
