import type { Ports } from './ports.ts';
import type * as Road from './road.ts';

/** The road of a filing. The holiday calendar behind it takes 7 ms to load, and few calls of this function need it. */
export async function road(command: Parameters<typeof Road.road>[0], ports: Pick<Ports, 'filings' | 'pastRoads'>) {
  const { road: roadOf } = await import('./road.ts');
  return roadOf(command, ports);
}
