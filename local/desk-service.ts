import { join } from 'node:path';
import {
  type RunningIdentityProvider,
  startIdentityProvider,
  TWO_FACTORS,
} from 'identity-provider-stand-in/identity-provider.ts';
import { AUTOMATIC_CLERK, automaticStaff, STAFF } from 'identity-provider-stand-in/staff.ts';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import { LAPTOP_ACCOUNT } from 'tencent-stand-in/credentials.ts';
import { currentFunctions } from '../deploy/bundle/current-functions.ts';
import { readServerlessYml, type ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import { migrate } from '../deploy/products.ts';
import { ROOT } from '../deploy/root.ts';
import { type AuthorityBook, openAuthorityBook } from './automatic-staff/authority-book.ts';
import type { AutomaticStaff } from './automatic-staff/automatic-staff.ts';
import { type AutomaticWork, employStaff } from './automatic-staff/employ-staff.ts';
import { deskRoles } from './database-roles.ts';
import { type DeskSecrets, deskSecrets } from './desk-secrets.ts';
import { startGateway } from './gateway.ts';
import { httpRoutes } from './http-routes.ts';
import type { Laptop } from './laptop.ts';
import { laptopSecrets } from './laptop-secrets.ts';
import { LETTER_FONT } from './letter-font.ts';
import { LAPTOP_DESK_BUCKET } from './stand-ins.ts';
import { staticPage } from './static-page.ts';
import { startTimers, type Timers } from './timers.ts';

export interface DeskServiceOptions {
  /** The port of the desk's host; 0 takes any free port. The identity provider takes the one after it. */
  readonly port: number;
  /** It takes any free port instead; so it does with port 0. */
  readonly takesAnyPorts?: boolean;
  readonly dir: string;
  readonly log: (source: string, line: string) => void;
  /** Directory of the built page, or its build in progress; without it the host has the API alone. */
  readonly page?: string | Promise<string>;
  /** Staff who are a program work here beside people, and the desk's timer runs as soon as it has something to do. */
  readonly automatic?: AutomaticWork;
  /** The cloud that it runs on, and the filing service to which it sends verdicts. */
  readonly laptop: Pick<Laptop, 'addresses' | 'hostService'>;
  /** Its functions, compiled or being compiled; by default they are compiled now. */
  readonly bundles?: ReturnType<typeof bundleDesk>;
}

export interface DeskService {
  /** `http://desk.localhost:<port>`: another host than the filers' page, so another site for a browser. */
  readonly url: string;
  /** Where the filing service reaches it. */
  readonly apiUrl: string;
  readonly identityProvider: RunningIdentityProvider;
  /** What staff who are a program have handed in, and what came of it. */
  readonly authorityBook: AuthorityBook;
  readonly timers: Timers;
  stop(): Promise<void>;
}

/** Starts the functions of desk/serverless.yml, with the operator's identity provider. @throws Error as startLaptop does. */
export const startDeskService = (options: DeskServiceOptions): Promise<DeskService> =>
  startParts((stops) => start(options, stops));

const YML = join(ROOT, 'desk/serverless.yml');

/** Compiles the functions of the desk. */
export const bundleDesk = () => currentFunctions('desk', process.env.OBJECT_STORE);

async function start(options: DeskServiceOptions, stops: StopList): Promise<DeskService> {
  const { port, dir, log, laptop, page, automatic: work } = options;
  const bundles = await (options.bundles ?? bundleDesk());
  const roles = await deskRoles(laptop.addresses.database);
  await migrate(roles);
  const secrets = deskSecrets(dir);
  // Its own address is part of what the functions are told, so the door is there before the house.
  const later: Later = {};
  const built = await page;
  const gateway = await startGateway({
    port,
    routeOf: (path) => later.service && httpRoutes(later.service)(path),
    host: {
      invoke: async (name, ...more) => {
        if (!later.host) throw new Error('the desk is starting');
        const result = await later.host.invoke(name, ...more);
        if (name === 'desk-intake') later.staff?.wake();
        return result;
      },
    },
    log: (line) => log('desk', line),
    ...(built !== undefined && { fallback: deskPage(built, laptop.addresses.cos) }),
  });
  stops.add(gateway.stop);
  const url = `http://desk.localhost:${gateway.port}`;
  const people = work ? automaticStaff(work.people ?? 2) : [];
  const identityProvider = await startIdentityProvider({
    port: port === 0 || options.takesAnyPorts ? 0 : port + 1,
    client: {
      id: 'desk',
      secret: secrets.OIDC_CLIENT_SECRET,
      returnUrls: [`${url}/signed-in`],
      signedOutUrls: [`${url}/`],
    },
    staff: [...STAFF, ...people, ...(work ? [AUTOMATIC_CLERK] : [])],
  });
  stops.add(identityProvider.stop);
  const parts = { url, dir, laptop, secrets, identityProvider };
  const variables = environment({ ...parts, database: roles.workingUrl });
  const service = readServerlessYml(YML, variables);
  const host = await laptop.hostService(service, bundles);
  stops.add(() => host.stop());
  Object.assign(later, { host, service });
  const timers = startTimers({ service, invoke: host.invoke, log: (line) => log('desk-timers', line) });
  stops.add(() => timers.stop());
  const authorityBook = openAuthorityBook(join(dir, 'authority.json'));
  if (work) {
    const log = (line: string) => options.log('automatic-staff', line);
    const place = { url, apiUrl: gateway.url, identityProvider };
    const clerk = { person: AUTOMATIC_CLERK.id, book: authorityBook };
    later.staff = employStaff({ ...place, people: people.map(({ id }) => id), clerk, work, timers, log });
    stops.add(later.staff.stop);
  }
  return { url, apiUrl: gateway.url, identityProvider, authorityBook, timers, stop: () => stops.run() };
}

/** What is known once everything has started. */
interface Later {
  host?: Awaited<ReturnType<Laptop['hostService']>>;
  service?: ServerlessService;
  staff?: AutomaticStaff;
}

/** The identity provider sends people back to `/signed-in`, where the page is too. */
const deskPage = (dir: string, store: string) => staticPage(dir, { store }, undefined, ['/', '/signed-in']);

interface Parts extends Pick<DeskServiceOptions, 'dir' | 'laptop'> {
  readonly url: string;
  readonly secrets: DeskSecrets;
  readonly identityProvider: RunningIdentityProvider;
  /** As the role of the functions. */
  readonly database: string;
}

/** The variables that desk/serverless.yml reads. */
function environment({ url, dir, laptop, secrets, identityProvider, database }: Parts): Record<string, string> {
  const { DESK_SECRET } = laptopSecrets(dir);
  return {
    STAGE: 'laptop',
    DESK_DATABASE_URL: database,
    DESK_COS_BUCKET: LAPTOP_DESK_BUCKET,
    COS_REGION: LAPTOP_ACCOUNT.region,
    OBJECT_STORE: process.env.OBJECT_STORE ?? 'cos',
    COS_ENDPOINT: laptop.addresses.cos,
    FILING_WEBHOOK_URL: `${laptop.addresses.gateway}/v1/webhooks/review`,
    DESK_VERDICT_SECRET: DESK_SECRET,
    DESK_REQUEST_SECRETS: DESK_SECRET,
    DESK_URL: `${url}/`,
    DESK_OIDC_ISSUER_URL: identityProvider.url,
    DESK_OIDC_CLIENT_ID: 'desk',
    DESK_OIDC_CLIENT_SECRET: secrets.OIDC_CLIENT_SECRET,
    DESK_OIDC_SCOPE: 'openid profile',
    DESK_OIDC_SECOND_FACTOR: `acr=${TWO_FACTORS}`,
    DESK_SEAL_KEYS: secrets.SEAL_KEYS,
    DESK_BLIND_INDEX_KEY: secrets.BLIND_INDEX_KEY,
    DESK_AUDIT_KEY: secrets.AUDIT_KEY,
    LETTER_FONT,
  };
}
