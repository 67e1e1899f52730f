import { isReplaceableIn } from '../../contracts/data/provinces.ts';
import { type Refusal, Refused } from '../../contracts/kit/refusal.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import type { FilingContents, NumberReason } from '../../shared/domain/filing/filing.ts';
import { creditCodeProblem } from '../../shared/domain/identity/credit-code.ts';
import { CREDIT_CODE_MESSAGES } from '../../shared/domain/rules/typed-messages.ts';
import type { Ports } from './ports.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

interface NumberCommand extends FilingAddress {
  readonly body: { readonly certificateNumber: string; readonly reason: NumberReason };
}

/**
 * Saves another certificate number of an enterprise, and why it is another one: of a change alone. The number that is filed
 * takes the other one back.
 *
 * @throws Refused('filing.no-change'); Refused('change.fixed') for an individual, for another organizer where that is off
 * (FT-33), and for a number with which the account has filed something else (FT-98, and FT-12 for other accounts, before the
 * submission); Refused('request.invalid') for no credit code.
 */
export async function saveCertificateNumber(
  { body, ...at }: NumberCommand,
  ports: SavePorts & Pick<Ports, 'records' | 'settings'>,
) {
  const number = certificateForm(body.certificateNumber);
  const others = (await ports.records.listOwn(at.applicantId)).flatMap(({ id, contents }) =>
    !contents.ended && contents.subject.certificateNumber === number ? [id] : [],
  );
  const { startedFrom } = await ports.filings.findOwn(at.filingId, at.applicantId);
  return saveContents(
    at,
    (contents) => {
      const filed = contents.before?.certificateNumber;
      if (filed === undefined) throw new Refused('filing.no-change');
      if (contents.eligibility.organizerKind !== 'enterprise') throw fixed(OF_INDIVIDUAL);
      if (number === filed) return withNumber(contents, filed);
      const problem = creditCodeProblem(number);
      if (problem) throw refused('request.invalid', CREDIT_CODE_MESSAGES[problem]);
      if (others.some((id) => id !== startedFrom?.recordId)) throw fixed(FILED_ALREADY);
      const { region } = contents.eligibility;
      if (body.reason === 'replaced' && !isReplaceableIn(region, ports.settings.replacementProvinces))
        throw fixed(OTHER_ORGANIZER);
      return withNumber(contents, number, body.reason);
    },
    () => 'organizer',
    ports,
  );
}

const OF_INDIVIDUAL = '个人备案的证件号码不能变更。请注销原备案后，以新证件重新备案。';
const FILED_ALREADY = '新的证件号码已用于你的另一份备案，请核对号码；号码无误的，请先注销其中一份备案。';
/** FT-33. */
const OTHER_ORGANIZER = '变更备案不能更换主办单位。请注销原备案后，以新单位重新备案。';

const refused = (name: Refusal, message: string) =>
  new Refused(name, { fields: [{ field: 'certificateNumber', message }] });
const fixed = (message: string) => refused('change.fixed', message);

/** @param reason left out with the number that is filed. */
function withNumber(contents: FilingContents, certificateNumber: string, reason?: NumberReason): FilingContents {
  const { numberReason: _, ...rest } = contents;
  const eligibility = { ...contents.eligibility, certificateNumber };
  return { ...rest, eligibility, ...(reason && { numberReason: reason }) };
}
