import { VENDOR_TIMEOUT_SECONDS } from '../../platform/compose/cloud-api.ts';
import { vendor } from '../../platform/compose/provider.ts';
import { ids } from '../../platform/compose/system.ts';
import { createClaimableRecords } from '../adapters/record-service/claimable-records.ts';
import { createFilingRegistry } from '../adapters/record-service/filing-registry.ts';
import { config } from '../config.ts';
import type { FilingRegistry } from '../ports/facts/filing-registry.ts';
import type { ClaimableRecords } from '../ports/records/claimable-records.ts';
import { deskSigner } from './desk-signer.ts';

// The provider's record service, where there is one.

const serviceSettings = async () => ({
  baseUrl: config().RECORD_SERVICE_URL ?? '',
  sign: await deskSigner(),
  ids: await ids(),
  timeoutSeconds: VENDOR_TIMEOUT_SECONDS,
});

const registry = (): Promise<FilingRegistry> =>
  vendor(registry, 'filing-registry', async () => createFilingRegistry(await serviceSettings()));

/** Undefined where the provider has no record service. */
export const filingRegistry = async () => (config().RECORD_SERVICE_URL ? registry() : undefined);

const wholeRecords = (): Promise<ClaimableRecords> =>
  vendor(wholeRecords, 'claimable-records', async () => createClaimableRecords(await serviceSettings()));

/** Undefined where the provider has no record service. */
export const claimableRecords = async () => (config().RECORD_SERVICE_URL ? wholeRecords() : undefined);
