import { ENTERPRISE } from 'specimens/people.ts';
import { expect, it } from 'vitest';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';
import { chosenIn, giveBack, isChosen } from './change-again.ts';
import type { OpenFiling } from './open-filing.ts';

const filed = contentsOf(ENTERPRISE, 'w1');
const { organizer, principal, websites } = filed;
const [site] = websites;
const FIELDS = [
  'principal.mobile',
  'principal.officePhone',
  'organizer.address',
  'principal.name',
  'websites.0.cloudService',
];
const SERVER = { kind: 'resource', product: 'cvm', resourceId: 'ins-gz000002', region: 'ap-guangzhou' } as const;

/** A change of the mailbox, typed in a form that is not complete, and of the server. */
const open: OpenFiling = {
  view: { filingId: 'f1', websites: [{ websiteId: 'w1' }] },
  contents: {
    ...filed,
    websites: [{ ...site, cloudService: SERVER }],
    before: { organizer, principal, websites, certificateNumber: filed.eligibility.certificateNumber },
  },
  drafts: {
    principal: {
      version: 7,
      fields: {
        email: { value: 'another@example.cn', version: 7, page: '', device: '', at: '' },
        emergencyPhone: { value: '', version: 6, page: '', device: '', at: '' },
      },
      others: {},
    },
  },
} as unknown as OpenFiling;

it('ticks what differs already, and what the change was begun with', () => {
  expect(chosenIn(open, FIELDS, [])).toEqual(['principal.officePhone', 'websites.0.cloudService']);
  expect(chosenIn(open, FIELDS, ['organizer.address'])).toEqual([
    'principal.officePhone',
    'organizer.address',
    'websites.0.cloudService',
  ]);
  const untouched = { ...open, contents: { ...(open.contents as FilingContents), websites }, drafts: {} };
  expect(chosenIn(untouched, FIELDS, [])).toEqual([]);
});

it('asks only for what is chosen or differs already, on a page that has more', () => {
  const untouched = { ...open, contents: { ...(open.contents as FilingContents), websites }, drafts: {} };
  const asked = (filing: OpenFiling, ...fields: readonly string[]) =>
    ['mobile', 'officePhone', 'emergencyPhone', 'email'].filter((key) => isChosen(filing, `principal.${key}`, fields));

  expect(asked(untouched, 'principal.mobile')).toEqual(['mobile']);
  expect(asked(untouched, 'principal.officePhone')).toEqual(['officePhone', 'emergencyPhone', 'email']);
  expect(asked(untouched, 'principal.mobile', 'principal.officePhone')).toHaveLength(4);
  expect(asked(open, 'principal.mobile')).toHaveLength(4);
  expect(isChosen(untouched, 'websites.0.details.preApprovals', ['websites.0.details.name'])).toBe(false);
  // A licence fills in what stands beside it, and an address may name a whole form.
  expect(isChosen(untouched, 'organizer.certificateAddress', ['organizer.name'])).toBe(true);
  expect(asked(untouched, 'principal')).toHaveLength(4);
  const { before: _, ...first } = untouched.contents;
  expect(asked({ ...untouched, contents: first as FilingContents }, 'principal.mobile')).toHaveLength(4);
});

it('gives back the values of the record for what is not ticked any more, and nothing else', async () => {
  const done: unknown[] = [];
  const call = (async (name: string, input: object) => void done.push([name, input])) as unknown as Call;
  const saveDraft = async (...args: readonly unknown[]) => void done.push(args) as unknown as Reply<'saveDraft'>;
  const host = { call, newPage: () => 'page-of-the-choice', saveDraft } as unknown as Parameters<typeof giveBack>[0];

  await giveBack(host, open, ['principal.mobile', 'principal.officePhone']);
  expect(done).toEqual([
    [
      'f1',
      'principal',
      {
        page: 'page-of-the-choice',
        fields: { email: ENTERPRISE.principal.email, emergencyPhone: ENTERPRISE.principal.emergencyPhone },
      },
      7,
    ],
  ]);

  done.length = 0;
  await giveBack(host, open, ['websites.0.cloudService']);
  expect(done).toEqual([
    [
      'saveConnection',
      {
        params: { filingId: 'f1', websiteId: 'w1' },
        body: { domains: [ENTERPRISE.domain], cloudService: site?.cloudService },
      },
    ],
  ]);
});
