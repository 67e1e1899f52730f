import {
  addressOf,
  detailsOf,
  isMeant,
  isOfKind,
  KIND_LABELS,
  kindsIn,
  type ListedService,
  refusalOf,
  type ServiceKind,
} from '../../../../client/cloud-service-list.ts';

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
  more: 0,
  none: '',
};

/** The person's services as the component shows them: those that can be used, and why the others can't. */
export function listShown(
  services: readonly ListedService[],
  picked: string,
  { kind: asked, typed }: ListAsked,
  now: Date,
): typeof EMPTY_LIST {
  const kinds = kindsIn(services);
  const ofPicked = services.find(({ resourceId }) => resourceId === picked);
  const kind = asked ?? kinds.find((one) => ofPicked && isOfKind(ofPicked, one)) ?? 'server';
  const found = services.filter((one) => isOfKind(one, kind) && isMeant(one, typed));
  const usable = found.filter(({ isUsable }) => isUsable);
  const others = found.flatMap((one) => {
    const refusal = refusalOf(one, now);
    if (one.isUsable || !refusal) return [];
    const { text: reason, way } = refusal;
    const shown = { id: one.resourceId, address: addressOf(one), name: one.name };
    return [{ ...shown, reason, way: way?.label ?? '', href: way?.href ?? '' }];
  });
  const noun = kind === 'clb' ? '个' : '台';
  return {
    kinds: kinds.map((one) => ({ kind: one, label: KIND_LABELS[one], isOn: one === kind })),
    rows: usable.slice(0, MOST_ROWS).map((one) => ({
      id: one.resourceId,
      address: addressOf(one),
      name: one.name,
      details: detailsOf(one),
      places: one.placesLeft,
      isOn: one.resourceId === picked,
    })),
    others: others.slice(0, MOST_ROWS),
    othersLabel: others.length > 0 ? `${others.length} ${noun}暂不能用于备案` : '',
    more: Math.max(0, usable.length - MOST_ROWS),
    none:
      usable.length > 0
        ? ''
        : typed === ''
          ? `没有可用于备案的${KIND_LABELS[kind]}。`
          : '没有找到可用于备案的，换个 IP 或名称试试。',
  };
}
