import { config } from '../config.ts';
import type { ServerTerm } from '../ports/settings.ts';

export const serverTerm = async (): Promise<ServerTerm> => ({
  acceptsThreeMonths: config().THREE_MONTH_SERVERS === 'on',
});
