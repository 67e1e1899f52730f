import { describe, expect, it } from 'vitest';
import { type Changes, change, enterprise, individual } from './cases.ts';
import { preCheck } from './pre-check.ts';

const filedHere = (base: typeof enterprise) => {
  const { organizer, principal, websites } = base.contents;
  return change(base, {
    filingType: 'change',
    organizerRecord: { known: true, value: { number: '粤ICP备2026000001号', filedHere: 'this-account', websites: 1 } },
    'facts.w1.domainRecord': {
      known: true,
      value: { number: '粤ICP备2026000001号-1', sameOrganizer: true, connectedHere: true },
    },
    'contents.before': { organizer, principal, websites },
    record: { isMoved: false, isEnded: false },
    documents: [],
    liveness: {},
  });
};

/** What a change of a record is asked for, without a single picture; the record says what the complete filing says. */
const asked = (base: typeof enterprise, changes: Changes) =>
  preCheck(change(filedHere(base), changes))
    .filter(({ severity }) => severity === 'block' || severity === 'require')
    .map(({ ruleId, field }) => `${ruleId} ${field}`)
    .sort();

const website = 'contents.websites.0';
const owned = (name: string) => ({ 'facts.w1.domain.value.ownerName': name });
const renamed = { 'contents.organizer.name': '深圳市星河新样例科技有限公司' };
const LETTER = 'PV-GD-06 documents.commitment-letter';
const LIVENESS = 'MT-14 websites.0.liveness';

describe('a change of an enterprise is asked', () => {
  it('for nothing when contact data, addresses or the server differ', () => {
    expect(asked(enterprise, { 'contents.principal.email': 'chen.new@example.com' })).toEqual([]);
    expect(asked(enterprise, { [`${website}.siteOwner.emergencyPhone`]: '13722208899' })).toEqual([]);
    expect(asked(enterprise, { 'contents.organizer.address.detail': '科苑路99号' })).toEqual([]);
    expect(asked(enterprise, { [`${website}.cloudService.resourceId`]: 'ins-sample2' })).toEqual([]);
  });

  it('for the licence, the proof and the domain when the name differs', () => {
    expect(asked(enterprise, { ...renamed, ...owned('深圳市星河新样例科技有限公司') })).toEqual([
      'MT-01 documents.business-licence',
      LIVENESS,
      'MT-19 documents.name-change-proof',
      LETTER,
    ]);
    expect(asked(enterprise, renamed)).toContain('DM-22 websites.0.domain');
    expect(asked(enterprise, { ...renamed, ...owned('别的单位') })).toContain('DM-11 websites.0.domain');
  });

  it('for the pictures of another site owner, and their liveness check', () => {
    const changes = { [`${website}.siteOwner.name`]: '周明远', [`${website}.siteOwner.idValidTo`]: '2042-09-01' };
    expect(asked(enterprise, changes)).toEqual(
      [
        LIVENESS,
        'MT-02 websites.0.documents.id-back',
        'MT-02 websites.0.documents.id-front',
        'MT-04 websites.0.documents.handheld-photo',
        LETTER,
      ].sort(),
    );
  });

  it('for a letter and a liveness check, but no certificate, when the website’s name differs', () => {
    expect(asked(enterprise, { [`${website}.details.name`]: '星河样例课堂' })).toEqual([LIVENESS, LETTER]);
  });

  it('for a new certificate when the one that is filed has expired', () => {
    const expired = {
      'contents.principal.idValidTo': '2026-05-10',
      'contents.before.principal.idValidTo': '2026-05-10',
    };
    const found = asked(enterprise, { ...expired, 'contents.organizer.remark': '主体备注' });

    expect(found.filter((text) => text.endsWith('principal.idValidTo'))).toHaveLength(1);
  });

  it('for nothing about what is filed, whatever the rules of today say of it', () => {
    const filedLongAgo = { [`${website}.details.name`]: 'x', 'contents.before.websites.0.details.name': 'x' };

    expect(asked(enterprise, { ...filedLongAgo, 'contents.organizer.remark': '主体备注' })).toEqual([]);
  });
});

describe('a change of an individual is asked', () => {
  it('for their pictures and liveness check when their certificate was renewed', () => {
    expect(asked(individual, { 'contents.principal.idValidTo': '2045-01-15' })).toEqual(
      [
        LIVENESS,
        'MT-02 documents.id-back',
        'MT-02 documents.id-front',
        'MT-04 websites.0.documents.handheld-photo',
        LETTER,
      ].sort(),
    );
  });
});
