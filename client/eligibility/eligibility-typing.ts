import { beijingDay } from '../../contracts/kit/beijing-time.ts';
import { certificateForm } from '../../contracts/normal-forms/certificate.ts';
import { hostForm } from '../../contracts/normal-forms/domain.ts';
import { domainProblem } from '../../shared/domain/domain-name.ts';
import { creditCodeProblem, isOldCertificateNumber } from '../../shared/domain/identity/credit-code.ts';
import { identityNumberProblem } from '../../shared/domain/identity/identity-number.ts';
import { CREDIT_CODE_MESSAGES, DOMAIN_MESSAGES, ID_NUMBER_MESSAGES } from '../../shared/domain/rules/typed-messages.ts';
import type { Message } from '../form/form-messages.ts';
import { CLOUD_PRODUCTS } from './cloud-choices.ts';
import type { TypedInput } from './eligibility-check.ts';

/** The text of one of the six inputs that is typed; '' for those that are chosen. */
export function typedText({ certificateNumber, domain, resourceId, product }: TypedInput, name: string): string {
  if (name === 'certificateNumber') return certificateNumber.trim();
  if (name === 'domain') return domain.trim();
  return name === 'cloudService' && product !== 'authorization-code' ? resourceId.trim() : '';
}

/** An input that the person leaves, without what pasted text has too much. */
export function cleanedInput(typed: TypedInput, name: string): Partial<TypedInput> {
  if (name === 'certificateNumber') return { certificateNumber: certificateForm(typed.certificateNumber) };
  return name === 'domain' ? { domain: hostForm(typed.domain) } : {};
}

/** What can be said of one input by its form alone: before all six are there, and while another one is wrong. */
export function earlyMessages(typed: TypedInput, name: string, now: Date): readonly Message[] {
  const text = typedText(typed, name);
  const wrong = text === '' ? undefined : wrongIn(typed, name, text, now);
  return wrong === undefined ? [] : [{ severity: 'block', text: wrong }];
}

function wrongIn({ organizerKind, product }: TypedInput, name: string, text: string, now: Date): string | undefined {
  if (name === 'domain') {
    const problem = domainProblem(text);
    return problem && DOMAIN_MESSAGES[problem];
  }
  if (name === 'cloudService') {
    const example = CLOUD_PRODUCTS.find(({ code }) => code === product)?.example;
    return IP_ADDRESS.test(text) ? `这里填实例 ID，例如 ${example}。按 IP 选择：登录后从列表里选。` : undefined;
  }
  const number = certificateForm(text);
  if (organizerKind === 'individual') {
    const problem = identityNumberProblem(number, beijingDay(now));
    return problem && ID_NUMBER_MESSAGES[problem];
  }
  // An old number may serve to find a record.
  const problem = isOldCertificateNumber(number) ? undefined : creditCodeProblem(number);
  return problem && CREDIT_CODE_MESSAGES[problem];
}

const IP_ADDRESS = /^(\d{1,3}\.){3}\d{1,3}$/;
