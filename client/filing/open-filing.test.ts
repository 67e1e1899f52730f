import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { differences } from '../../shared/domain/filing/difference.ts';
import { contentsOf } from '../../tests/support/filings/filings.ts';
import type { Call } from '../calls/api-client.ts';
import type { FilingView } from '../calls/messages.ts';
import { createOpenFiling } from './open-filing.ts';

const SITE = '5f0e4a53-6c0f-4d0e-9a41-0c8b8a8f5a01';
const FORM = `website.${SITE}` as const;

/** A change of a record, open on a page; the service takes whatever is saved as complete. */
async function openChange() {
  const { websites, organizer, principal } = contentsOf(ENTERPRISE, SITE);
  const contents = {
    ...contentsOf(ENTERPRISE, SITE),
    before: { organizer, principal, websites },
    drafts: {},
  };
  const view = { filingId: 'a-change' } as FilingView;
  const replies: Readonly<Record<string, object>> = {
    showFiling: { filing: view, view: {} },
    saveDraft: { version: 1, filing: view, gaps: [], conflicts: [] },
  };
  const filing = createOpenFiling({
    call: (async (name: string) => replies[name]) as Call,
    readView: async <T>() => contents as T,
    show: (now) => ({ now, change: (part) => Object.assign(now, part) }),
  });
  await filing.open('a-change');
  return filing;
}

describe('the open filing', () => {
  it('differs in nothing from the record after a website that needs no approval was saved as it is filed', async () => {
    const filing = await openChange();

    await filing.saveDraft('a-change', FORM, { page: 'a-page-of-the-web-1', fields: {} }, 0);

    const contents = filing.state.open?.contents;
    expect(contents?.websites[0]?.details?.preApprovals).toEqual([]);
    expect(contents && differences(contents)).toEqual([]);
  });

  it('has what was saved last', async () => {
    const filing = await openChange();

    await filing.saveDraft('a-change', FORM, { page: 'a-page-of-the-web-1', fields: { name: '云帆样例科技服务' } }, 0);

    const contents = filing.state.open?.contents;
    expect(contents && differences(contents)).toEqual([
      { path: 'websites.0.details.name', before: '云帆样例科技', after: '云帆样例科技服务' },
    ]);
  });
});
