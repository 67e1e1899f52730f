import { join } from 'node:path';
import type { Contract } from '../../contracts/kit/contract.ts';
import { hasDesk } from '../../deploy/desk.ts';
import { roomFolder } from '../../deploy/manifest/room-folder.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import { configurationPage } from './configuration-page.ts';
import { dataPage } from './data-page.ts';
import { envExample } from './env-example.ts';
import { messageTemplatesPage } from './message-templates-page.ts';
import { FILING_SERVICE } from './openapi/apis.ts';
import { recordServiceYaml, reviewDeskYaml } from './openapi/border-apis.ts';
import { refusalsPage } from './openapi/errors.ts';
import { openApi } from './openapi/openapi.ts';
import { operationTable } from './operation-table.ts';
import { packagesPage } from './packages.ts';
import { rulesPage } from './rules-page.ts';
import { statesPage } from './states-page.ts';

/** Contracts of all functions that a file exposes over HTTP; by default those of the filing service. */
export async function allContracts(file = 'serverless.yml'): Promise<Readonly<Record<string, Contract>>> {
  const { functions } = readServerlessYml(join(ROOT, file), {});
  const names = Object.values(functions).flatMap(({ name, http }) => (http ? [name] : []));
  const entries = names.map(async (name) => {
    const { contract } = (await import(join(ROOT, roomFolder(name), 'contract.ts'))) as { contract: Contract };
    return [name, contract] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What staff do at the desk. What the filing service calls there is in docs/api/review-desk.yaml. */
async function ofDesk(): Promise<Readonly<Record<string, string>>> {
  const contracts = await allContracts('desk/serverless.yml');
  return {
    'desk/page/src/operations.json': operationTable([contracts['desk-session'] ?? {}, contracts['desk-api'] ?? {}]),
  };
}

/** The rooms that the filers' front ends call. */
const CALLED = [
  ...['session', 'authorization', 'me', 'eligibility', 'filing', 'records'],
  ...['contacts', 'upload', 'liveness', 'materials', 'submission'],
];

/** JSON in which objects and lists of plain values stand on one line where they fit. */
const readable = (json: object): string =>
  `${JSON.stringify(json, null, 2)}\n`.replaceAll(
    /([[{])\n\s+([^[\]{}]*?)\n\s+([\]}])/g,
    (whole, open, inside, close) => {
      const space = open === '{' ? ' ' : '';
      const line = `${open}${space}${inside.replaceAll(/\n\s+/g, ' ')}${space}${close}`;
      return line.length <= 80 ? line : whole;
    },
  );

/** Every generated file by its path in the project, with its current text. */
export async function generatedDocs(): Promise<Readonly<Record<string, string>>> {
  const filing = await allContracts();
  return {
    '.env.example': envExample(),
    'client/calls/operations.json': operationTable(CALLED.map((room) => filing[room] ?? {})),
    'docs/api/openapi.json': readable(await openApi(filing, FILING_SERVICE)),
    ...(hasDesk() && (await ofDesk())),
    'docs/api/review-desk.yaml': await reviewDeskYaml(),
    'docs/configuration.md': configurationPage(),
    'docs/data.md': await dataPage(),
    'docs/message-templates.md': messageTemplatesPage(),
    'docs/packages.md': packagesPage(),
    'docs/record-service.openapi.yaml': await recordServiceYaml(),
    'docs/refusals.md': refusalsPage(),
    'docs/rules.md': await rulesPage(),
    'docs/states.md': statesPage(),
  };
}
