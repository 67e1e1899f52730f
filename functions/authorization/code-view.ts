import type { AuthorizationCode } from '../../shared/domain/authorization-code.ts';

/** A code as its owner sees it in a list. */
export const codeView = ({ id, lastFour, server, targetId, state, createdAt }: AuthorizationCode) => ({
  codeId: id,
  lastFour,
  resource: { product: server.product, resourceId: server.resourceId, region: server.region },
  targetAccountId: targetId,
  state,
  createdAt,
});
