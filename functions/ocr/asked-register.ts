import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { sameText } from '../../contracts/normal-forms/text.ts';
import { log } from '../../platform/edge/log.ts';
import { Failed } from '../../platform/ports/failed.ts';
import type { FilingContents } from '../../shared/domain/filing/filing.ts';
import { creditCodeProblem } from '../../shared/domain/identity/credit-code.ts';
import type { Document, ReadFields } from '../../shared/domain/media/document.ts';
import type { Payer } from '../../shared/domain/paid-calls.ts';
import type { PrintedCompany } from '../../shared/ports/facts/company-register.ts';
import type { Ports } from './ports.ts';

/**
 * The values of a certificate; those of a licence with the commercial register's agreement where it knows the company
 * just as it was read. The register is queried once for a picture, and only about the company that files. Without an
 * answer the values stay as they are.
 */
export async function askedRegister(
  { id, kind, messageId }: Pick<Document, 'id' | 'kind'> & { readonly messageId: string },
  fields: ReadFields,
  { eligibility }: FilingContents,
  payer: Payer,
  { companyAnswers }: Pick<Ports, 'companyAnswers'>,
): Promise<ReadFields> {
  const company = kind === 'business-licence' ? companyIn(fields, eligibility.certificateNumber) : undefined;
  if (!company || !companyAnswers) return fields;
  const isKnown = await companyAnswers.ofReading(company, id, payer).catch((error: unknown) => {
    if (!(error instanceof Failed)) throw error;
    const { port, kind: failure, vendorCode } = error;
    log({ level: 'warn', function: 'ocr', requestId: messageId, port, failure, vendorCode });
    return undefined;
  });
  if (!isKnown) return fields;
  const agreed = Object.keys(company).map((name) => [name, { ...fields[name], agreesWith: 'company-register' }]);
  return { ...fields, ...Object.fromEntries(agreed) };
}

/** @param typedCode the credit code of the eligibility check. */
function companyIn(fields: ReadFields, typedCode: string): PrintedCompany | undefined {
  const { creditCode: code, name, legalRepresentative } = fields;
  if (!code || !name || !legalRepresentative) return undefined;
  const creditCode = certificateForm(code.text);
  if (creditCodeProblem(creditCode) || !sameText(creditCode, typedCode)) return undefined;
  return { creditCode, name: name.text, legalRepresentative: legalRepresentative.text };
}
