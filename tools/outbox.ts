import { outboxCommand } from './outbox/command.ts';
import { onDatabase } from './outbox/on-database.ts';

onDatabase((args, { outbox }) => outboxCommand(args, outbox));
