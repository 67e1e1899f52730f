import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { recordIdFrom } from '../../../../contracts/kit/record-id.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import type { Person } from '../../filing/filing.ts';
import { changeNeeds } from './change-needs.ts';

const NOW = new Date('2026-11-24T02:00:00Z');

/** What a change of each part of somebody's record needs, in words. */
function needsOf(specimen: Specimen, region: string, domains: readonly string[] = ['yunfan-keji.cn'], owner?: Person) {
  const { eligibility, organizer, principal, websites } = contentsOf(specimen, 'w1');
  const [site] = websites;
  const filed = domains.flatMap((domain, place) => {
    const { details, cloudService } = site ?? {};
    const siteOwner = owner ?? site?.siteOwner;
    const access = cloudService && { id: `a${place}`, cloudService };
    const about = { id: `w${place + 1}`, number: `粤ICP备2026000001号-${place + 1}`, domains: [domain] };
    return access ? [{ ...about, details, siteOwner, accesses: [access] }] : [];
  });
  const subject = { ...eligibility, region };
  const record = {
    ...{ id: recordIdFrom('r1'), accountId: 'a', number: '粤ICP备2026000001号', version: 1 },
    contents: { subject, organizer, principal, websites: filed },
  };
  return changeNeeds(record, NOW).map(({ topic, domain, field, materials, liveness }) =>
    [domain, topic, field, ...materials.map(({ kind }) => kind), ...(liveness ? ['face'] : [])].join(' ').trim(),
  );
}

describe('what a change needs, by the rules', () => {
  it('is nothing for phone, contacts and address, and for everything else what proves it', () => {
    expect(needsOf(ENTERPRISE, '440000')).toEqual([
      'mobile principal.mobile',
      'contacts principal.officePhone',
      'address organizer.address',
      'name organizer.name business-licence name-change-proof commitment-letter face',
      'licence organizer.certificateAddress business-licence commitment-letter face',
      'number eligibility.certificateNumber business-licence former-licence commitment-letter face',
      'principal principal.name commitment-letter id-front id-back face',
      'card principal.idValidTo commitment-letter id-front id-back face',
      'yunfan-keji.cn website websites.0.details.name commitment-letter face',
      'yunfan-keji.cn contents websites.0.details.serviceContents commitment-letter face',
      'yunfan-keji.cn approvals websites.0.details.preApprovals commitment-letter pre-approval face',
      'yunfan-keji.cn owner websites.0.siteOwner.name commitment-letter id-front id-back handheld-photo face',
      'yunfan-keji.cn owner-contacts websites.0.siteOwner.mobile',
      'yunfan-keji.cn server websites.0.cloudService',
    ]);
  });

  it('has the card of an owner who is not the principal by itself', () => {
    const owner = { ...ENTERPRISE.principal, idNumber: INDIVIDUAL.idCard.idNumber };

    expect(needsOf(ENTERPRISE, '440000', ['a.cn'], owner)).toContain(
      'a.cn owner-card websites.0.siteOwner.idValidTo commitment-letter id-front id-back handheld-photo face',
    );
  });

  it('follows the province: 青海 wants all pictures again, whatever differs', () => {
    expect(needsOf(ENTERPRISE, '630000')[0]).toBe(
      'mobile principal.mobile business-licence commitment-letter id-front id-back',
    );
  });

  it('is asked website by website, and of an individual only what they have', () => {
    expect(needsOf(INDIVIDUAL, '440000', ['a.cn', 'b.cn'])).toEqual([
      'mobile principal.mobile',
      'contacts principal.officePhone',
      'address organizer.address',
      'name organizer.name commitment-letter face',
      'licence organizer.certificateAddress commitment-letter face',
      'principal principal.name commitment-letter id-front id-back handheld-photo handheld-photo face',
      'card principal.idValidTo commitment-letter id-front id-back handheld-photo handheld-photo face',
      'a.cn website websites.0.details.name commitment-letter face',
      'a.cn contents websites.0.details.serviceContents commitment-letter face',
      'a.cn server websites.0.cloudService',
      'b.cn website websites.1.details.name commitment-letter face',
      'b.cn contents websites.1.details.serviceContents commitment-letter face',
      'b.cn server websites.1.cloudService',
    ]);
  });
});
