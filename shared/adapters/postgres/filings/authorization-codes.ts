import { Refused } from '../../../../contracts/kit/refusal.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import {
  type AuthorizationCode,
  authorizationCodeState,
  isHeldByOther,
  isMeantFor,
} from '../../../domain/authorization-code.ts';
import type { FilingState } from '../../../domain/filing/machine.ts';
import type { AuthorizationCodes, NewAuthorizationCode } from '../../../ports/filings/authorization-codes.ts';
import type { Database, DatabaseParts } from '../database.ts';
import { refusedBy } from '../refused-by.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** The index by which a code is found. */
export const authorizationCodeIndex = (code: string, seal: Seal): Buffer =>
  seal.blindIndex('authorization-code', certificateForm(code));

export function createAuthorizationCodes({ database, seal, clock }: DatabaseParts): AuthorizationCodes {
  const indexesOf = (code: string) => seal.blindIndexes('authorization-code', certificateForm(code));
  const codes = () =>
    database.sql
      .selectFrom('authorization_code as code')
      .leftJoin('filing', 'filing.id', 'code.filing_id')
      .selectAll('code')
      .select('filing.state as filing_state');

  // Locked first and read afterwards: a query that waits for a lock returns rows as they were before the wait.
  const lock = () => database.sql.selectFrom('authorization_code').select('id').forUpdate();

  return {
    create: (code, maxPerServer) =>
      database.inTransaction(async () => {
        await refuseTooMany(database, code, maxPerServer);
        const { id, server, ownerId, targetId } = code;
        const lastFour = code.code.slice(-4);
        const createdAt = clock.now();
        await database
          .add('authorization_code', {
            id,
            code_index: authorizationCodeIndex(code.code, seal),
            code_sealed: seal.close(code.code, sealedPlace('authorization_code', 'code_sealed', { id })),
            last_four: lastFour,
            owner_id: ownerId,
            target_id: targetId ?? null,
            resource_id: server.resourceId,
            region: server.region,
            created_at: createdAt,
          })
          .catch(refusedBy('authorization_code_target_id_fkey', 'authorization-code.target-unknown'));
        return { id, lastFour, ownerId, targetId, server, state: 'free', createdAt };
      }),

    async ofOwner(ownerId) {
      const rows = await codes().where('code.owner_id', '=', ownerId).orderBy('code.created_at', 'desc').execute();
      return rows.map(codeOf);
    },

    remove: (id, ownerId) =>
      database.inTransaction(async () => {
        await lock().where('id', '=', id).execute();
        const row = await codes().where('code.id', '=', id).where('code.owner_id', '=', ownerId).executeTakeFirst();
        if (!row) throw new Refused('authorization-code.unknown');
        if (codeOf(row).state !== 'free') throw new Refused('authorization-code.in-use');
        await database.remove('authorization_code', { id });
      }),

    async findByCode(code) {
      const row = await codes().where('code_index', 'in', indexesOf(code)).executeTakeFirst();
      return row && codeOf(row);
    },

    assignToFiling: (wanted, { filingId, applicantId }) =>
      database.inTransaction(async () => {
        const indexes = wanted.flatMap(indexesOf);
        await database.sql
          .updateTable('authorization_code')
          .set({ filing_id: null })
          .where('filing_id', '=', filingId)
          .$if(indexes.length > 0, (query) => query.where('code_index', 'not in', indexes))
          .execute();
        if (indexes.length === 0) return;
        // Always in the same order, so that two filings that want the same codes don't deadlock.
        await lock().where('code_index', 'in', indexes).orderBy('id').execute();
        const rows = await codes().where('code.code_index', 'in', indexes).execute();
        const usable = rows
          .map(codeOf)
          .filter((code) => isMeantFor(code, applicantId) && !isHeldByOther(code, filingId));
        if (usable.length !== wanted.length) throw new Refused('authorization-code.unusable');
        await database.sql
          .updateTable('authorization_code')
          .set({ filing_id: filingId })
          .where('code_index', 'in', indexes)
          .execute();
      }),
  };
}

/** Locks the owner's row, so that concurrent calls can't both take the last place. */
async function refuseTooMany(database: Database, { ownerId, server }: NewAuthorizationCode, maxPerServer: number) {
  await database.lock('account', { id: ownerId }, ['id']);
  const { resourceId: resource_id, region } = server;
  const count = await database.count('authorization_code', { owner_id: ownerId, resource_id, region });
  if (count >= maxPerServer) throw new Refused('authorization-code.too-many', { max: maxPerServer });
}

function codeOf(row: {
  readonly id: string;
  readonly last_four: string;
  readonly owner_id: string;
  readonly target_id: string | null;
  readonly resource_id: string;
  readonly region: string;
  readonly filing_id: string | null;
  readonly filing_state: FilingState | null;
  readonly created_at: Date;
}): AuthorizationCode {
  const state = authorizationCodeState(row.filing_state ?? undefined);
  return {
    id: row.id,
    lastFour: row.last_four,
    ownerId: row.owner_id,
    targetId: row.target_id ?? undefined,
    server: { kind: 'resource', product: 'cvm', resourceId: row.resource_id, region: row.region },
    state,
    filingId: state === 'free' ? undefined : (row.filing_id ?? undefined),
    createdAt: row.created_at,
  };
}
