import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/caller.ts';
import { filledDraft } from '../../tests/support/ready-filing.ts';
import { inProcessLaptop, openDraft } from '../../tests/support/test-laptop.ts';

const { laptop } = await inProcessLaptop();
const filer = await laptop.signedIn('owner');

const pathOf = (filingId: string, websiteId: string) =>
  `/v1/materials/${filingId}/commitment-letter?websiteId=${websiteId}`;

describe('the commitment letter', () => {
  it('is refused, naming what is missing, until the forms are filled in; then it is a PDF of one page', async () => {
    const call = await callerAt(laptop, 'owner');
    const { filingId, websites } = await openDraft(filer);
    const path = pathOf(filingId, websites[0]?.websiteId ?? '');

    const refused = await call('GET', path);
    await filer.saveOrganizer(filingId, ENTERPRISE.organizer);
    await filer.saveSiteOwner(filingId, websites[0]?.websiteId ?? '', ENTERPRISE.principal);
    const stillRefused = await call('GET', path);
    await filer.saveWebsite(filingId, websites[0]?.websiteId ?? '', ENTERPRISE.website);
    const { letter } = await filer.call<{ letter: { url: string } }>('GET', path);

    const response = await fetch(letter.url);
    const pdf = Buffer.from(await response.arrayBuffer());
    expect([refused, stillRefused].map(refusalOf)).toEqual(['422 filing.incomplete', '422 filing.incomplete']);
    expect((refused.body as ErrorReply).error.facts).toEqual({
      fields: [
        { field: 'organizer', message: '请先填写主体信息，再下载承诺书。' },
        { field: 'websites.0.details', message: '请先填写网站信息，再下载承诺书。' },
        { field: 'websites.0.siteOwner', message: '请先填写网站负责人，再下载承诺书。' },
      ],
    });
    expect((stillRefused.body as ErrorReply).error.facts).toMatchObject({ fields: [{ field: 'websites.0.details' }] });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="commitment-letter.pdf"');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it("of a person needs no site owner's form", async () => {
    const individual = await laptop.signedIn('individual');
    const { filingId, websiteId } = await filledDraft(individual, 'individual');

    const answer = await individual.call<{ letter: { url: string } }>('GET', pathOf(filingId, websiteId));

    expect((await fetch(answer.letter.url)).headers.get('content-type')).toBe('application/pdf');
  });

  it('exists for a website of the filing, and for its owner only', async () => {
    const { filingId, websiteId } = await filledDraft(await laptop.signedIn('other'), 'individual');
    const [other, stranger] = [await callerAt(laptop, 'other'), await callerAt(laptop, 'stranger')];

    const replies = [
      await other('GET', pathOf(filingId, '00000000-0000-4000-8000-000000000000')),
      await other('GET', `/v1/materials/${filingId}/commitment-letter`),
      await stranger('GET', pathOf(filingId, websiteId)),
    ];

    expect(replies.map(refusalOf)).toEqual(['404 website.unknown', '422 request.invalid', '404 filing.unknown']);
  });
});
