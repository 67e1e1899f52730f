import { onDatabase } from './outbox/on-database.ts';
import { siteHostsCommand } from './site-hosts/command.ts';

onDatabase((args, { siteHosts }) => siteHostsCommand(args, siteHosts));
