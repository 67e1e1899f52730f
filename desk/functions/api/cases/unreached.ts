import type { Output } from '../../../../contracts/kit/contract.ts';
import { fieldsOf } from '../../../domain/cases/fields.ts';
import { masked } from '../../../domain/cases/masked.ts';
import type { ReviewPackage } from '../../../domain/cases/package.ts';
import type { UnreachedMessage } from '../../../ports/filing-service.ts';
import type { KnownRecord } from '../../../ports/record-events.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { organizerView } from './work-row.ts';

type Needed =
  | 'auditLog'
  | 'clock'
  | 'declaredTies'
  | 'filingService'
  | 'ids'
  | 'knownRecords'
  | 'openCases'
  | 'transactions';
type Row = Output<typeof contract.listUnreached>['rows'][number];

/**
 * What the filing service could tell nobody, with whom to call instead. What is of somebody's own is left out. Numbers are
 * masked: each is shown by `reveal`, in the case.
 *
 * @throws Failed('filing-service', …)
 */
export const listUnreached: UseCase<'listUnreached', Needed> = async ({ staff }, ports) => {
  const rows: Row[] = [];
  for (const message of await ports.filingService.unreachedMessages()) {
    const row = await rowOf(message, staff.staffId, ports);
    if (row) rows.push(row);
  }
  return { rows };
};

/**
 * Somebody has told one of these, which the chain of its case or record remembers first. One that is gone is told already.
 *
 * @throws Failed('filing-service', …)
 */
export const noteTold: UseCase<'noteTold', Needed> = async ({ staff: { staffId }, body: { key } }, ports) => {
  const { auditLog, clock, filingService, ids, transactions } = ports;
  const message = (await filingService.unreachedMessages()).find((unreached) => unreached.key === key);
  const row = message && (await rowOf(message, staffId, ports));
  if (!message || !row) return { told: true };
  const chain = row.caseId ?? message.recordId ?? message.filingId ?? staffId;
  const entry = { caseId: chain, at: clock.now(), actor: staffId, action: 'told', facts: { message: key } } as const;
  await transactions.inTransaction(() => auditLog.append(entry));
  await filingService.noteTold(ids.uuid(), key);
  return { told: true };
};

async function rowOf(message: UnreachedMessage, staffId: string, ports: Pick<Ports, Needed>): Promise<Row | undefined> {
  const { declaredTies, knownRecords, openCases } = ports;
  const { key, role, what, at, tried, filingId, recordId } = message;
  const [found] = filingId === undefined ? [] : await openCases.having({ filingId, keys: [] }, 1);
  const isTied =
    (found && (await declaredTies.isTied(staffId, found.caseId))) ||
    (recordId !== undefined && (await declaredTies.isTiedTo(staffId, { recordId })));
  if (isTied) return undefined;
  const record = recordId === undefined ? undefined : ((await knownRecords.find(recordId)) as KnownRecord | undefined);
  const contents = found && (await openCases.contents(found.caseId));
  return {
    key,
    role,
    what,
    at: new Date(at),
    tried: [...tried],
    domains: [...(record?.websites.flatMap(({ domains }) => domains) ?? found?.summary.domains ?? [])],
    about: record?.number ?? (found ? organizerView(found) : ''),
    ...(found && contents && { caseId: found.caseId, ...personToCall(message, contents) }),
  };
}

/** Whoever should have heard; the principal for an account, of which the desk knows nobody. */
function personToCall({ role, websiteId }: UnreachedMessage, contents: ReviewPackage): Pick<Row, 'person'> {
  const website = role === 'site-owner' ? contents.websites.findIndex(({ id }) => id === websiteId) : -1;
  const path = website < 0 ? 'principal' : `websites.${website}.siteOwner`;
  const fields = fieldsOf(contents);
  const valueIn = (name: string) => fields.find((field) => field.path === `${path}.${name}`)?.value ?? '';
  const [name, mobile] = [masked(valueIn('name'), 'name'), masked(valueIn('mobile'), 'phone')];
  return mobile === '' ? {} : { person: { isPrincipal: website < 0, name, mobile, row: `${path}.mobile` } };
}
