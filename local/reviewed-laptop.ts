import { freePort } from 'loopback-server/free-port.ts';
import { type StopList, startParts } from 'loopback-server/stop-list.ts';
import type { Bundle } from '../deploy/bundle/bundle-functions.ts';
import type { ServerlessService } from '../deploy/manifest/serverless-yml.ts';
import { bundleDesk, type DeskService, type DeskServiceOptions, startDeskService } from './desk-service.ts';
import type { FunctionHost } from './function-host.ts';
import { type Laptop, type LaptopOptions, startLaptop } from './laptop.ts';

export interface ReviewedLaptopOptions extends Omit<LaptopOptions, 'reviewDelayMs' | 'reviewDesk'> {
  readonly desk: Pick<DeskServiceOptions, 'automatic' | 'page'>;
  /** Runs the functions of the desk; by default as the laptop runs its own bundles. */
  readonly hostDesk?: (service: ServerlessService, bundles: Readonly<Record<string, Bundle>>) => FunctionHost;
}

/** A laptop whose filing service has the reviewers' desk behind it, with its identity provider. */
export interface ReviewedLaptop {
  readonly laptop: Laptop;
  readonly desk: DeskService;
  stop(): Promise<void>;
}

/** Staff who decide by themselves, slowly enough to watch. */
export const WATCHED = { pauseMs: 1500 } as const;

/** The desk and its identity provider come after the nine ports of the stand-ins. */
const DESK_OFFSET = 10;

/** Starts both, the compilers side by side. @throws Error as startLaptop does. */
export const startReviewedLaptop = (options: ReviewedLaptopOptions): Promise<ReviewedLaptop> =>
  startParts((stops) => start(options, stops));

async function start({ desk: deskOptions, hostDesk, ...options }: ReviewedLaptopOptions, stops: StopList) {
  const { dir, log } = options;
  const takesAnyPorts = options.port === 0;
  const port = takesAnyPorts ? await freePort() : options.port + DESK_OFFSET;
  const bundles = bundleDesk();
  // Whoever waits for them reports their failure.
  bundles.catch(() => {});
  const reviewDesk = { apiUrl: `http://127.0.0.1:${port}`, url: `http://desk.localhost:${port}` };
  const laptop = await startLaptop({ ...options, reviewDesk });
  stops.add(laptop.stop);
  const { addresses } = laptop;
  const hostService: Laptop['hostService'] = async (service, made) =>
    hostDesk?.(service, made) ?? laptop.hostService(service, made);
  const parts = { port, takesAnyPorts, dir, log, bundles, laptop: { addresses, hostService } };
  const desk = await startDeskService({ ...deskOptions, ...parts });
  stops.add(desk.stop);
  return { laptop, desk, stop: () => stops.run() };
}
