import { describe, expect, it } from 'vitest';
import type { Contract } from '../../contracts/kit/contract.ts';
import { allContracts } from '../../tools/docs/generated.ts';

const namesIn = (contracts: readonly Contract[], part: 'params' | 'query'): readonly string[] =>
  [
    ...new Set(
      contracts.flatMap((contract) =>
        Object.values(contract).flatMap((operation) => Object.keys(operation[part]?.shape ?? {})),
      ),
    ),
  ].toSorted();

describe('the paths and queries of the API', () => {
  it('hold ids and choices only: addresses are logged on their way, and nothing that was typed may be', async () => {
    const contracts = Object.values(await allContracts());

    expect(namesIn(contracts, 'params')).toEqual([
      'checkId',
      'codeId',
      'documentId',
      'endpointId',
      'filingId',
      'filingType',
      'form',
      'handOverId',
      'item',
      'messageId',
      'notice',
      'organizerKind',
      'recordId',
      'region',
      'round',
      'sessionId',
      'table',
      'ticket',
      'transferId',
      'websiteId',
    ]);
    expect(namesIn(contracts, 'query')).toEqual(['after', 'filingId', 'seen', 'wait', 'websiteId']);
  });
});
