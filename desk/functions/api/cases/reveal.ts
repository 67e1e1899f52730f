import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { linkTo, mayLook, newViewKey, noteReveal, writeView } from './look.ts';
import { wholeCase } from './whole-case.ts';

/**
 * Shows one value in clear for a minute: behind a link, never in a reply. Who looked is in the case's chain before the link
 * exists.
 *
 * @throws Refused('case.unknown' | 'case.not-yours' | 'case.row-unknown' | 'reveal.too-many'); Failed('object-store', …)
 */
export async function reveal(
  { staff, caseId, body }: Input<typeof contract.reveal>,
  ports: Ports,
): Promise<Output<typeof contract.reveal>> {
  const { clock, openCases, transactions } = ports;
  const [{ staffId }, { row: path, reason }] = [staff, body];
  const objectKey = newViewKey(ports);
  const { value, shown } = await transactions.inTransaction(async () => {
    const found = await openCases.lock(caseId);
    const at = clock.now();
    const row = mayLook(found, staff, at);
    const { rows } = await wholeCase(row, ports);
    const field = rows.find((checkRow) => checkRow.path === path && checkRow.personal !== undefined);
    if (!field) throw new Refused('case.row-unknown');
    const today = await noteReveal('row', { caseId, staffId, row: path, reason, at, objectKey }, ports);
    return { value: field.value, shown: today };
  });
  await writeView(objectKey, Buffer.from(JSON.stringify({ row: path, value })), 'application/json', ports);
  return { view: await linkTo(objectKey, ports), revealsToday: shown };
}
