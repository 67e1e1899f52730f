import { onDatabase } from './outbox/on-database.ts';
import { verdictsCommand } from './verdicts/command.ts';

onDatabase(verdictsCommand);
