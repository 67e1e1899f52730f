import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { filledDraft } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, type ErrorReply, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop } = await sharedLaptop();
const filer = await laptop.signedIn('owner');

const pathOf = (filingId: string) => `/v1/materials/${filingId}/commitment-letter`;

describe('the commitment letter', () => {
  it('is refused, naming what is missing, until the forms are filled in; then it is a PDF of one page', async () => {
    const call = await callerAt(laptop, 'owner');
    const { filingId, websites } = await openDraft(filer);
    const path = pathOf(filingId);

    const refused = await call('GET', path);
    await filer.saveOrganizer(filingId, ENTERPRISE.organizer);
    await filer.saveSiteOwner(filingId, websites[0]?.websiteId ?? '', ENTERPRISE.principal);
    const stillRefused = await call('GET', path);
    await filer.saveWebsite(filingId, websites[0]?.websiteId ?? '', ENTERPRISE.website);
    const { letter } = await filer.call('commitmentLetter', { params: { filingId } });

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
    const { filingId } = await filledDraft(individual, 'individual');

    const answer = await individual.call('commitmentLetter', { params: { filingId } });

    expect((await fetch(answer.letter.url)).headers.get('content-type')).toBe('application/pdf');
  });

  it('is about all websites: it waits for the form of each', async () => {
    const company = await laptop.signedIn('many');
    const { filingId } = await filledDraft(company, 'enterprise');
    const cloudService = { kind: 'authorization-code', code: 'YFKJ20261124TX02' } as const;
    await company.call('addWebsite', { params: { filingId }, body: { domain: 'yunfan-shangcheng.cn', cloudService } });
    const call = await callerAt(laptop, 'many');

    const refused = await call('GET', pathOf(filingId));

    expect((refused.body as ErrorReply).error.facts).toEqual({
      fields: [
        { field: 'websites.1.details', message: '请先填写 yunfan-shangcheng.cn 的网站信息，再下载承诺书。' },
        { field: 'websites.1.siteOwner', message: '请先填写 yunfan-shangcheng.cn 的网站负责人，再下载承诺书。' },
      ],
    });
  });

  it('exists for the owner of the filing only', async () => {
    const { filingId } = await filledDraft(await laptop.signedIn('other'), 'individual');
    const stranger = await callerAt(laptop, 'stranger');

    expect(refusalOf(await stranger('GET', pathOf(filingId)))).toBe('404 filing.unknown');
  });
});
