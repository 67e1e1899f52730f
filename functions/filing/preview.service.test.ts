import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { forgetFacts } from '../../tests/support/database/database.ts';
import { reviews } from '../../tests/support/database/service-ports.ts';
import { readyFiling } from '../../tests/support/filings/ready-filing.ts';
import { callerAt, refusalOf } from '../../tests/support/routes/caller.ts';
import { openDraft, sharedLaptop } from '../../tests/support/test-laptop.ts';

const { laptop, log } = await sharedLaptop();

const { name, idNumber, mobile, email } = ENTERPRISE.principal;

describe('the preview', () => {
  it('of an empty draft lists every section and every material that is missing', async () => {
    const filer = await laptop.signedIn('empty');
    const { filingId } = await openDraft(filer);

    const preview = await filer.call('preview', { params: { filingId } });

    expect(preview.submittable).toBe(false);
    expect(preview.missing).toEqual([
      { field: 'organizer', message: '请填写主体信息。' },
      { field: 'principal', message: '请填写主体负责人信息。' },
      { field: 'websites.0.details', message: '请填写网站信息。' },
      { field: 'websites.0.siteOwner', message: '请填写网站负责人信息。' },
    ]);
    expect(preview.findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['MT-01', 'MT-02', 'MT-14']));
  });

  it('of a complete filing says that it may be submitted; terms are accepted on submission', async () => {
    const filer = await laptop.signedIn('complete');
    const { filingId } = await readyFiling(filer);

    const preview = await filer.call('preview', { params: { filingId } });

    expect(preview).toMatchObject({ submittable: true, missing: [], filing: { state: 'draft' } });
    // Nobody has confirmed the numbers and mailboxes, which stops nothing.
    expect(preview.findings.map(({ ruleId, field }) => `${ruleId} ${field}`)).toEqual(['CT-90 principal.mobile']);
  });

  it('shows nothing in clear, and the filing only behind its link', async () => {
    const filer = await laptop.signedIn('private');
    const { filingId } = await readyFiling(filer);

    const preview = await filer.call('preview', { params: { filingId } });
    const shown = await filer.call('showFiling', { params: { filingId } });

    for (const reply of [preview, shown]) {
      const text = JSON.stringify(reply);
      for (const value of [name, idNumber, mobile, email, ENTERPRISE.licence.creditCode]) {
        expect(text).not.toContain(value);
      }
    }
    expect(preview).not.toHaveProperty('view');
    expect(await (await fetch(shown.view.url)).json()).toMatchObject({
      organizer: ENTERPRISE.organizer,
      principal: ENTERPRISE.principal,
      eligibility: { certificateNumber: ENTERPRISE.licence.creditCode },
    });
  });

  it('logs a line for every vendor that was called', async () => {
    const filer = await laptop.signedIn('measured');
    const { filingId } = await openDraft(filer);
    log.clear();

    await filer.call('preview', { params: { filingId } });

    const calls = log.lines().filter(({ metric }) => metric === 'vendor-call');
    expect(calls.map(({ port, operation, outcome }) => [port, operation, outcome]).toSorted()).toEqual([
      ['cloud-services', 'facts', 'ok'],
      ['domain-registry', 'facts', 'ok'],
      ['filing-registry', 'records', 'ok'],
    ]);
  });

  it('says when a registry could not be queried, and still lets the filing through to a person', async () => {
    const filer = await laptop.signedIn('unlucky');
    const { filingId } = await readyFiling(filer);
    await forgetFacts(laptop.addresses.database);
    laptop.cloudApi.failNext('DescribeInstances', { code: 'InternalError' });

    const { findings, submittable } = await filer.call('preview', { params: { filingId } });

    const ofServers = findings.filter(({ ruleId }) => !ruleId.startsWith('CT-'));
    expect(ofServers).toMatchObject([{ ruleId: 'CS-91', severity: 'warn', field: 'websites.0.cloudService' }]);
    expect(submittable).toBe(true);
  });

  it('names a domain that belongs to somebody else', async () => {
    const filer = await laptop.signedIn('mistaken');
    const { filingId } = await readyFiling(filer);
    await (await reviews()).changeFiling(filingId, ({ contents }) => {
      const websites = contents.websites.map((website) => ({ ...website, domain: 'yuanshan-maoyi.cn' }));
      return { event: 'save', contents: { ...contents, websites } };
    });

    const { findings, submittable } = await filer.call('preview', { params: { filingId } });

    expect(submittable).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({ ruleId: 'DM-11', severity: 'block', field: 'websites.0.domain' }),
    );
  });

  it('is not shown to another person', async () => {
    const { filingId } = await openDraft(await laptop.signedIn('owner'));
    const stranger = await callerAt(laptop, 'stranger');

    const replies = [
      await stranger('GET', `/v1/filings/${filingId}/preview`),
      await stranger('GET', `/v1/filings/${filingId}`),
    ];

    expect(replies.map(refusalOf)).toEqual(['404 filing.unknown', '404 filing.unknown']);
  });
});
