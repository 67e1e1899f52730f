import { describe, expect, it, vi } from 'vitest';
import { scriptedApi, shown } from '../../tests/support/scripted-api.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView, Finding } from '../calls/messages.ts';
import { createOverview } from './overview.ts';

const ID = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const VIEW = { filingId: ID, flagged: [], organizerKind: 'enterprise' } as unknown as FilingView;
const found = (field: string, message: string): Finding => ({
  ruleId: 'FD-32',
  severity: 'block',
  field,
  message,
  params: {},
});
const SAME_PHONE = found('principal.mobile', '不同负责人不能填写相同的电话。');
const EXPIRED = found('websites.0.domain', '该域名已过期，请先在域名注册商处续费。');
const reply = (...findings: Finding[]) => ({ filingId: ID, state: 'draft', findings, waiting: [], repairs: [] });
const OVERVIEW = `GET /v1/filings/${ID}/overview`;
const PREVIEW = `GET /v1/filings/${ID}/preview`;

function started(script: Parameters<typeof scriptedApi>[0]) {
  const { call, asked } = scriptedApi(script);
  const overviews = createOverview({ call, show: shown });
  return { overviews, asked, texts: () => overviews.known(VIEW).findings.map(({ message }) => message) };
}

describe('what is known about a filing', () => {
  it('is what the overview and the last pre-check found, each once; of a step only what is mended there', async () => {
    const { overviews, texts } = started({ [OVERVIEW]: [reply(SAME_PHONE)] });
    await overviews.load(ID);
    overviews.tell(ID, [SAME_PHONE, EXPIRED]);

    expect(texts()).toEqual([SAME_PHONE.message, EXPIRED.message]);
    expect(overviews.known(VIEW, 'website').findings).toEqual([EXPIRED]);
    expect(overviews.known({ ...VIEW, filingId: 'another' }).findings).toEqual([]);
  });

  it('is asked of the pre-check when an address names what only a registry knows', async () => {
    const { overviews, asked, texts } = started({
      [OVERVIEW]: [reply(SAME_PHONE)],
      [PREVIEW]: [{ findings: [EXPIRED] }],
    });
    await overviews.aim(ID, 'principal.mobile');
    const before = asked.length;
    await overviews.aim(ID, 'websites.0.domain');

    expect([before, asked.length]).toEqual([1, 3]);
    expect(texts()).toEqual([SAME_PHONE.message, EXPIRED.message]);
  });

  it('is all in the list of a draft that is filled in: what only a registry knows, and no longer once that is mended', async () => {
    const { overviews, asked } = started({
      [OVERVIEW]: [reply(), reply()],
      [PREVIEW]: [{ findings: [SAME_PHONE] }, { findings: [] }],
    });
    const listed = () => overviews.of(ID)?.findings.map(({ message }) => message);
    await overviews.load(ID);
    await vi.waitFor(() => expect(listed()).toEqual([SAME_PHONE.message]));
    await overviews.load(ID);

    await vi.waitFor(() => expect(listed()).toEqual([]));
    expect(asked).toHaveLength(4);
  });

  it('is asked of the pre-check once, however many questions are opened', async () => {
    const { overviews, asked } = started({ [OVERVIEW]: [reply(), reply()], [PREVIEW]: [{ findings: [EXPIRED] }] });
    await overviews.aim(ID, 'principal.mobile');
    await overviews.aim(ID, 'organizer.address');

    expect(asked.map(({ url }) => url.includes('preview')).filter(Boolean)).toHaveLength(1);
  });

  it('is the newest for everybody who waits, also when they have asked before', async () => {
    const answers: ((overview: object) => void)[] = [];
    const call = () => new Promise((resolve) => answers.push(resolve));
    const overviews = createOverview({ call: call as unknown as Call, show: shown });
    const first = overviews.load(ID);
    const second = overviews.load(ID);
    answers[0]?.(reply(SAME_PHONE));
    await Promise.resolve();
    answers[1]?.(reply());

    expect(await Promise.all([first, second])).toEqual([true, true]);
    expect(overviews.of(ID)?.findings).toEqual([]);
  });

  it('is forgotten and asked for again once its field was saved, and not for any other field', async () => {
    const { overviews, asked, texts } = started({ [OVERVIEW]: [reply(SAME_PHONE), reply()] });
    await overviews.load(ID);
    await overviews.saved(ID, ['principal.email']);
    const untouched = asked.length;
    await overviews.saved(ID, ['principal.mobile']);

    expect([untouched, asked.length]).toEqual([1, 2]);
    expect(texts()).toEqual([]);
  });
});
