import { ENTERPRISE } from 'specimens/people.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Judge } from './judge.ts';
import { Ownership } from './ownership.ts';
import { personOf } from './people.ts';

const account = (letter: string, index: number) =>
  personOf(
    {
      accountId: letter.repeat(8),
      token: letter,
      filingId: `${letter.repeat(8)}-0000-4000-8000-000000000001`,
      websiteId: `${letter.repeat(8)}-0000-4000-8000-000000000002`,
      domain: `yunfan-chaos-${index}.cn`,
    },
    index,
  );
const [a, b] = [account('a', 1), account('b', 2)];
const NEW_ID = 'cccccccc-0000-4000-8000-000000000003';

let judge: Judge;
beforeEach(() => {
  const ownership = new Ownership();
  judge = new Judge(ownership);
  for (const person of [a, b])
    for (const name of ['filingId', 'websiteId', 'domain'] as const) ownership.own(person, name, person[name]);
});

interface Given {
  readonly path?: string;
  readonly body?: string;
  readonly status?: number;
  readonly text?: string;
}

/** What is wrong with an answer to the first account. */
function wrongWith({ path = '/v1/filings', body, status = 200, text = '{}' }: Given): readonly string[] {
  const before = judge.violations.length;
  const request = { operation: 'any', method: 'GET', path, headers: {}, body };
  judge.any(a, { request, status, text, headers: {}, ms: 1 });
  return judge.violations.slice(before).map((violation) => violation.replace(/: .*/, ''));
}

describe('[A1] the oracle of fuzz: an answer to one account', () => {
  it('is right when it is about the account itself', () => {
    const path = `/v1/filings/${a.filingId}`;

    expect(wrongWith({ path, text: `{"filingId":"${a.filingId}","domain":"${a.domain}"}` })).toEqual([]);
  });

  it.each<[string, Given]>([
    ['the path', { path: `/v1/filings/${b.filingId}` }],
    ['the query', { path: `/v1/liveness-checks?filingId=${b.filingId}` }],
    ['the body', { body: `{"filingId":"${a.filingId}","subject":"website:${b.websiteId}"}` }],
  ])('is wrong when it succeeds with an id of another account in %s, and right when it is refused', (_, given) => {
    expect(wrongWith(given)).toEqual(['a request with an id of another account succeeds']);
    expect(wrongWith({ ...given, status: 404 })).toEqual([]);
  });

  it.each([
    ['an id', `{"filings":[{"filingId":"${b.filingId}"}]}`],
    ['a value', `{"note":"${b.domain}"}`],
  ])('is wrong when it tells %s of another account', (_, text) => {
    expect(wrongWith({ text })).toEqual(['a reply tells of another account']);
  });

  it('tells whose a new id is: another account may not learn it', () => {
    wrongWith({ text: `{"documentId":"${NEW_ID}"}` });

    expect(judge.ownership.idsOf(a)).toMatchObject({ documentId: [NEW_ID], filingId: [a.filingId], codeId: [] });
    expect(judge.ownership.idsOf(a)).not.toHaveProperty('domain');
    expect(judge.ownership.foreignIn(a, NEW_ID)).toBeUndefined();
    expect(judge.ownership.foreignIn(b, `{"documentId":"${NEW_ID}"}`)).toBe(NEW_ID);
  });

  it.each<[string, Given, string]>([
    ['an error of the service', { status: 500 }, 'an error of the service'],
    ['a refusal without the time to wait', { status: 429 }, '429 without Retry-After'],
    ['a name in clear', { text: ENTERPRISE.principal.name }, 'a reply leaks a personal value'],
    ['a mobile of any account', { text: '13822230999', status: 422 }, 'a reply leaks a personal value'],
  ])('is wrong when it is %s', (_, given, expected) => {
    expect(wrongWith(given)).toEqual([expected]);
  });

  it('is told at once, with operation and status, in one line and without personal values', () => {
    const told: string[] = [];
    const judge = new Judge(new Ownership(), (violation) => told.push(violation));
    const request = { operation: 'listFilings', method: 'GET', path: '/v1/filings', headers: {}, body: undefined };
    const text = `{"error":"${ENTERPRISE.principal.name}"}\nand more`;

    judge.any(undefined, { request, status: 500, text, headers: {}, ms: 1 });

    expect(told[0]).toBe('an error of the service: listFilings GET /v1/filings 500: {"error":"***"} and more');
    expect(judge.violations).toEqual(told);
  });

  it('is wrong when it is slow, but not when other programs took the time', () => {
    const slow = (quietMs: number) => {
      const judge = new Judge(new Ownership(), undefined, () => quietMs);
      judge.isWarm = true;
      const request = { operation: 'exportData', method: 'GET', path: '/v1/me/data', headers: {}, body: undefined };
      judge.any(undefined, { request, status: 200, text: '{}', headers: {}, ms: 4_000 });
      return judge.violations;
    };

    expect(slow(2_001)).toEqual([
      'a slow reply: exportData GET /v1/me/data 200 after 4000 ms, 2001 of a quiet machine',
    ]);
    expect(slow(1_900)).toEqual([]);
  });

  it('[P6] is wrong when a line of the log holds a personal value, which is not repeated', () => {
    judge.log(['filing {"level":"info","status":200}', `filing {"name":"${ENTERPRISE.principal.name}"}`]);

    expect(judge.violations).toEqual(['a log line leaks a personal value: filing {"name":"***"}']);
  });
});
