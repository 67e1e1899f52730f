import type { AuthorityFaults, RunningAuthority } from 'authority-stand-in/authority.ts';
import { between } from './platform.ts';

/** One at a time, each for a while. */
const FAULTS: readonly AuthorityFaults[] = [
  {},
  { twice: true },
  { outOfOrder: true },
  { outOfOrder: true, twice: true },
  { late: true },
  { late: true, twice: true },
  { silent: true },
  { closed: 'maintenance' },
];
const FOR_MS = { least: 500, most: 3_000 };

/** An authority that answers late, twice, out of order, or not at all, and is closed at times. */
export function troubleAuthority(authority: Pick<RunningAuthority, 'setFaults'>) {
  let timer: NodeJS.Timeout | undefined;

  const change = () => {
    authority.setFaults(FAULTS[Math.floor(Math.random() * FAULTS.length)] ?? {});
    timer = setTimeout(change, between(FOR_MS));
  };

  return {
    setFaulty(isFaulty: boolean): void {
      if (isFaulty && !timer) change();
      if (isFaulty) return;
      clearTimeout(timer);
      timer = undefined;
      authority.setFaults({});
    },
  };
}
