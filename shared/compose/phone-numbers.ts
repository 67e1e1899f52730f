import { vendor } from '../../platform/compose/provider.ts';
import { createPhoneNumbers } from '../adapters/wechat/phone-numbers.ts';
import { BOUND_NUMBERS_TARIFF } from '../application/tariffs.ts';
import type { Billed } from '../ports/accounts/paid-calls.ts';
import type { PhoneNumbers } from '../ports/accounts/phone-numbers.ts';
import { billed } from './paid-calls.ts';
import { weChatSettings } from './wechat.ts';

const boundNumbers = (): Promise<PhoneNumbers> =>
  vendor(boundNumbers, 'phone-numbers', async () => createPhoneNumbers(await weChatSettings()));

export const phoneNumbers = (): Promise<Billed<PhoneNumbers>> => billed(boundNumbers(), BOUND_NUMBERS_TARIFF);
