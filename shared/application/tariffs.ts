import type { Mails } from '../../platform/ports/mails.ts';
import type { ReadableKind } from '../domain/media/document.ts';
import type { Captchas } from '../ports/accounts/captchas.ts';
import type { PhoneNumbers } from '../ports/accounts/phone-numbers.ts';
import type { Faces } from '../ports/documents/faces.ts';
import type { LivenessOutcome, LivenessProvider } from '../ports/documents/liveness.ts';
import type { Ocr } from '../ports/documents/ocr.ts';
import type { CompanyRegister } from '../ports/facts/company-register.ts';
import type { TextMessages } from '../ports/messages/reminders.ts';
import type { Tariff } from './billed.ts';

/** What each vendor bills. The ports say after which failures certainly nothing was billed. */

/** As in the settings of the adapter: of the other kinds nothing is asked but their reading. */
export interface AskedKinds {
  readonly checkedKinds: readonly ReadableKind[];
  readonly locatedKinds: readonly ReadableKind[];
}

export const ocrTariff = ({ checkedKinds, locatedKinds }: AskedKinds): Tariff<Ocr> => ({
  service: 'ocr',
  calls: {
    read: () => true,
    check: (kind) => checkedKinds.includes(kind),
    locate: (kind) => locatedKinds.includes(kind),
    lines: () => true,
  },
  isFreeFailure: () => true,
});

export const FACES_TARIFF: Tariff<Faces> = {
  service: 'faces',
  calls: { detect: () => true, similarity: () => true },
  isFreeFailure: ({ kind }) => kind === 'throttled',
};

/**
 * A page of the vendor is billed when the person has used it, whether or not we ask for its result: opening it counts.
 * Its result counts for the comparison with the photo, unless there is none yet.
 */
export const livenessTariff = (films: LivenessProvider['films']): Tariff<LivenessProvider> => ({
  service: 'liveness',
  calls: { challenge: () => films === 'vendor', verify: () => true },
  isFreeFailure: () => true,
  isFreeAnswer: (answer) => (answer as Partial<LivenessOutcome>).outcome === 'unfinished',
});

export const REGISTER_TARIFF: Tariff<CompanyRegister> = {
  service: 'company-register',
  calls: { check: () => true, has: () => true },
  isFreeFailure: () => true,
};

/** After a time-out nobody knows whether the message was sent. */
export const SMS_TARIFF: Tariff<TextMessages> = {
  service: 'sms',
  calls: { send: () => true },
  isFreeFailure: ({ kind }) => kind !== 'timeout',
};

/** Codes have a budget of their own: whoever asks for many must not stop the reminders. */
export const SMS_CODES_TARIFF: Tariff<TextMessages> = { ...SMS_TARIFF, service: 'sms-codes' };

/** It takes the place of a code by SMS, and costs about the same: they share a budget. */
export const BOUND_NUMBERS_TARIFF: Tariff<PhoneNumbers> = {
  service: 'sms-codes',
  calls: { numberOf: () => true },
  isFreeFailure: ({ kind }) => kind !== 'timeout',
  isFreeAnswer: (answer) => answer === undefined,
};

export const CAPTCHA_TARIFF: Tariff<Captchas> = {
  service: 'captcha',
  calls: { isPassed: () => true },
  isFreeFailure: ({ kind }) => kind !== 'timeout',
};

/** Mail costs nothing, but a server has limits a day, and its name is lost when many want none of it. */
export const MAILS_TARIFF: Tariff<Mails> = {
  service: 'mails',
  calls: { send: () => true },
  isFreeFailure: ({ kind }) => kind !== 'timeout',
  isFreeAnswer: (answer) => answer === 'not-set-up',
};
