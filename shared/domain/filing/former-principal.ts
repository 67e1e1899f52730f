import { isSamePerson } from '../liveness/liveness.ts';
import type { FilingContents } from './filing.ts';

/** The websites of a change whose site owner is still the principal as the record has them. */
export const sitesOfFormer = ({ before, websites }: FilingContents): FilingContents['websites'] =>
  websites.filter(({ siteOwner }) => before?.principal && siteOwner && isSamePerson(siteOwner, before.principal));
