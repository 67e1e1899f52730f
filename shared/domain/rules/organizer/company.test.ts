import { expect, it } from 'vitest';
import { change, enterprise } from '../cases.ts';
import { findings } from '../engine.ts';
import { COMPANY_RULES } from './company.ts';

it('of a company that the register finds neither by code nor by name, only these two differ', () => {
  const notFound = { creditCode: false, name: false, legalRepresentative: false, idNumber: false, standing: 'unknown' };

  const found = findings(COMPANY_RULES, change(enterprise, { company: { known: true, value: notFound } }));

  expect(found.map(({ ruleId, field }) => `${ruleId} ${field}`)).toEqual([
    'FD-92 eligibility.certificateNumber',
    'FD-92 organizer.name',
  ]);
});
