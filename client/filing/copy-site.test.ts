import { expect, it } from 'vitest';
import { noneAnswer } from '../form/pre-approvals.ts';
import { approveOthers, unapproved } from './copy-site.ts';
import type { OpenFiling } from './open-filing.ts';

const typed = (value: unknown) => ({ value, version: 3, page: '', device: '', at: '' });
const OPEN = {
  view: { filingId: 'f1', websites: ['w1', 'w2', 'w3', 'w4'].map((websiteId) => ({ websiteId })) },
  contents: { websites: [] },
  drafts: {
    'website.w1': { version: 3, fields: { preApprovals: typed('') }, others: {} },
    'website.w2': { version: 5, fields: { name: typed('云帆样例文档') }, others: {} },
    'website.w3': { version: 3, fields: { preApprovals: typed([{ kind: 'news', number: '样例-1' }]) }, others: {} },
    'website.w4': { version: 3, fields: { preApprovals: typed([]) }, others: {} },
  },
} as unknown as OpenFiling;

it('One answer says of every website that nobody has answered that it needs no approval', async () => {
  const saved: unknown[] = [];
  const saveDraft = (async (...args: readonly unknown[]) => void saved.push(args)) as never;

  expect(noneAnswer(unapproved(OPEN).length)).toBe('2 个网站都不涉及审批，');
  expect(noneAnswer(1)).toBe('都不涉及审批，');
  await approveOthers(saveDraft, OPEN, 'websites.0.details', 'page');

  expect(saved).toEqual([['f1', 'website.w2', { page: 'page', fields: { preApprovals: [] } }, 5]]);
});
