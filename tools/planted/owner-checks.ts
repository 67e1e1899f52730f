import type { Plant } from './plant.ts';

const kind = 'owner-check';
const tests = ['tests/security/crawl.laptop.test.ts'] as const;

/** Anybody who knows an id gets at what belongs to another account. */
export const OWNER_CHECKS: readonly Plant[] = [
  {
    kind,
    what: 'a filing is shown to anybody',
    file: 'shared/adapters/postgres/filings.ts',
    search: `.where('id', '=', filingId)
      .where('applicant_id', '=', applicantId)`,
    replace: `.where('id', '=', filingId)`,
    tests,
  },
  {
    kind,
    what: 'a filing is changed by anybody',
    file: 'shared/adapters/postgres/change-filing.ts',
    search: 'if (!row || (applicantId !== undefined && row.applicant_id !== applicantId))',
    replace: 'if (!row)',
    tests,
  },
  {
    kind,
    what: 'a document is shown to anybody',
    file: 'shared/adapters/postgres/documents.ts',
    search: `.where('id', '=', documentId)
        .where('applicant_id', '=', applicantId)`,
    replace: `.where('id', '=', documentId)`,
    tests,
  },
  {
    kind,
    what: 'a liveness check is shown to anybody',
    file: 'shared/adapters/postgres/liveness-checks.ts',
    search: `.where('liveness_check.id', '=', checkId)
      .where('filing.applicant_id', '=', applicantId)`,
    replace: `.where('liveness_check.id', '=', checkId)`,
    tests,
  },
  {
    kind,
    what: 'the messages of a webhook endpoint are shown to anybody',
    file: 'shared/adapters/postgres/webhook-endpoints.ts',
    search: `.selectAll().where('id', '=', id).where('account_id', '=', accountId);`,
    replace: `.selectAll().where('id', '=', id);`,
    tests,
  },
  {
    kind,
    what: 'a webhook endpoint is removed by anybody',
    file: 'shared/adapters/postgres/webhook-endpoints.ts',
    search: `.deleteFrom('webhook_endpoint')
        .where('id', '=', id)
        .where('account_id', '=', accountId)`,
    replace: `.deleteFrom('webhook_endpoint')
        .where('id', '=', id)`,
    tests,
  },
];
