import { describe, expect, it } from 'vitest';
import { may, RIGHTS, type Right, ROLES, type Role } from '../../contracts/desk/rights.ts';

const rightsOf = (role: Role): readonly string[] => (Object.keys(RIGHTS) as Right[]).filter((key) => may([role], key));

describe('the rights at the desk', () => {
  it('of a reviewer are to work and to decide, not to decline, to assign, or to set anything', () => {
    expect(rightsOf('reviewer')).toEqual([
      'use-desk',
      'find-order',
      'read-case',
      'reveal-value',
      'work-case',
      'decide-case',
      'amend-case',
      'match-return',
      'declare-ties',
    ]);
  });

  it('of a lead are those of a reviewer, and the second view, declining, assigning, and the catalogue', () => {
    expect(rightsOf('lead')).toEqual([
      ...['use-desk', 'find-order', 'read-case', 'reveal-value', 'work-case', 'decide-case', 'decline-case'],
      ...['view-second', 'assign-case', 'amend-case', 'see-statistics', 'see-figure-cases'],
      ...['edit-reasons', 'edit-settings'],
      ...['match-return', 'work-lists', 'settle-proposals', 'export-data', 'declare-ties', 'end-ties'],
    ]);
  });

  it('of an auditor are to read everything and to draw samples, never to decide', () => {
    expect(rightsOf('auditor')).toEqual([
      ...['use-desk', 'find-order', 'read-case', 'reveal-value', 'sample-decisions', 'read-audit', 'see-statistics'],
      ...['see-figure-cases', 'declare-ties'],
    ]);
  });

  it('of the authority desk are to hand in and to take answers', () => {
    expect(rightsOf('authority-desk')).toEqual([
      ...['use-desk', 'find-order', 'read-case', 'reveal-value', 'work-authority', 'match-return', 'work-lists'],
      ...['settle-proposals', 'declare-ties'],
    ]);
  });

  it('of an administrator reach no case, no picture and no number', () => {
    expect(rightsOf('operator-admin')).toEqual([
      ...[
        'use-desk',
        'see-statistics',
        'edit-settings',
        'settle-proposals',
        'declare-ties',
        'end-ties',
        'manage-staff',
      ],
    ]);
  });

  it('of support are to find an order', () => {
    expect(rightsOf('support')).toEqual(['use-desk', 'find-order', 'declare-ties']);
  });

  it('of several roles are those of each; of none, none', () => {
    expect(may(['support', 'reviewer'], 'work-case')).toBe(true);
    expect(ROLES.filter((role) => may([role], 'work-case'))).toEqual(['reviewer', 'lead']);
    expect(may([], 'use-desk')).toBe(false);
  });
});
