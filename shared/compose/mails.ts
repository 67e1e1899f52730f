import { mailServer } from '../../platform/compose/mail-server.ts';
import type { Mails } from '../../platform/ports/mails.ts';
import { MAILS_TARIFF } from '../application/tariffs.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import { billed } from './paid-calls.ts';

export const mails = (): Promise<Billed<Mails>> => billed(mailServer(), MAILS_TARIFF);
