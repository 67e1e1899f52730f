import type { CompanyFacts } from '../../../domain/facts.ts';
import type { CompanyChecks, CompanyClaim } from '../../../ports/facts/company-register.ts';
import type { DatabaseParts } from '../database.ts';

export function createCompanyChecks({ database, seal, clock }: DatabaseParts): CompanyChecks {
  const textOf = ({ creditCode, name, legalRepresentative, idNumber }: CompanyClaim) =>
    [creditCode, name, legalRepresentative, idNumber].join('\n');
  const indexOf = (claim: CompanyClaim) => seal.blindIndex('company-claim', textOf(claim));

  const findAnswer: CompanyChecks['findAnswer'] = async (claim, since) => {
    const found = await database.sql
      .selectFrom('company_check')
      .select('answer')
      .where('claim_index', 'in', seal.blindIndexes('company-claim', textOf(claim)))
      .where('asked_at', '>', since)
      .where('answer', 'is not', null)
      .executeTakeFirst();
    return found?.answer ?? undefined;
  };
  return {
    findAnswer,

    async beginAsking(claim, since) {
      const known = await findAnswer(claim, since);
      if (known) return { is: 'answered', facts: known };
      const row = { asked_at: clock.now(), answer: null };
      const begun = await database.sql
        .insertInto('company_check')
        .values({ claim_index: indexOf(claim), ...row })
        .onConflict((conflict) =>
          conflict.column('claim_index').doUpdateSet(row).where('company_check.asked_at', '<=', since),
        )
        .returning('claim_index')
        .executeTakeFirst();
      if (begun) return { is: 'yours' };
      const found = await database.find('company_check', { claim_index: indexOf(claim) }, ['answer']);
      return found?.answer ? { is: 'answered', facts: found.answer } : { is: 'asked' };
    },

    takePicture: async (documentId) =>
      (await database.addNew('company_check_picture', { document_id: documentId, asked_at: clock.now() })) === 1,

    async giveBackPicture(documentId) {
      await database.remove('company_check_picture', { document_id: documentId });
    },

    async keepAnswer(claim, facts: CompanyFacts) {
      await database.change('company_check', { claim_index: indexOf(claim) }, { answer: JSON.stringify(facts) });
    },

    async cancelAsking(claim) {
      await database.remove('company_check', { claim_index: indexOf(claim), answer: null });
    },
  };
}
