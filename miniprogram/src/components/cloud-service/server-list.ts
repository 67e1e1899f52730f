import {
  addressOf,
  detailsOf,
  firstFit,
  isOfKind,
  KIND_LABELS,
  kindsIn,
  type ListedService,
  type ServiceKind,
  servicesFor,
} from '../../../../client/eligibility/cloud-service-list.ts';
import { PROPOSED } from '../../../../client/filing/proposals.ts';

/** What the person looks for. */
export interface ListAsked {
  /** Undefined until they choose one. */
  readonly kind: ServiceKind | undefined;
  /** A part of an address or a name. */
  readonly typed: string;
}

/** Rows that are sent to the view at once; more are found by typing. */
const MOST_ROWS = 50;

export const EMPTY_LIST = {
  kinds: [] as { kind: ServiceKind; label: string; isOn: boolean }[],
  rows: [] as { id: string; address: string; name: string; details: string; places: number; isOn: boolean }[],
  others: [] as { id: string; address: string; name: string; reason: string; way: string; href: string }[],
  othersLabel: '',
  isRefused: false,
  more: 0,
  none: '',
};

/** The chosen one in a line; null where none of them is. */
export function chosenShown(services: readonly ListedService[], picked: string) {
  const service = services.find(({ resourceId, isUsable }) => isUsable && resourceId === picked);
  if (!service) return null;
  const isProposed = service === firstFit(services);
  return { address: addressOf(service), name: service.name, details: detailsOf(service), origin: PROPOSED, isProposed };
}

/** The person's services as the component shows them: those that can be used, and why the others can't. */
export function listShown(
  services: readonly ListedService[],
  picked: string,
  { kind: asked, typed }: ListAsked,
  now: Date,
): typeof EMPTY_LIST {
  const kinds = kindsIn(services);
  const ofPicked = services.find(({ resourceId }) => resourceId === picked);
  const kind = asked ?? kinds.find((listed) => ofPicked && isOfKind(ofPicked, listed)) ?? 'server';
  const { usable, others, othersLabel, isRefused, none } = servicesFor(services, { kind, typed }, now);
  return {
    kinds: kinds.map((listed) => ({ kind: listed, label: KIND_LABELS[listed], isOn: listed === kind })),
    rows: usable.slice(0, MOST_ROWS).map((service) => ({
      id: service.resourceId,
      address: addressOf(service),
      name: service.name,
      details: detailsOf(service),
      places: service.placesLeft,
      isOn: service.resourceId === picked,
    })),
    others: others.slice(0, MOST_ROWS).map(({ service, refusal: { text: reason, way } }) => ({
      id: service.resourceId,
      address: addressOf(service),
      name: service.name,
      reason,
      way: way?.label ?? '',
      href: way?.href ?? '',
    })),
    othersLabel,
    isRefused,
    more: Math.max(0, usable.length - MOST_ROWS),
    none,
  };
}
