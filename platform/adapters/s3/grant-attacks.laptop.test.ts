import { describeGrantAttacks } from '../grant-attacks.suite.ts';
import { createObjectStore } from './object-store.ts';
import { createUploadGrants } from './upload-grants.ts';

describeGrantAttacks('S3 upload grants', { create: createUploadGrants, openStore: createObjectStore });
