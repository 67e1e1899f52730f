import { NOT_ASKED } from '../../facts.ts';
import { websitesToCheck } from '../../filing/difference.ts';
import type { FilingContents } from '../../filing/filing.ts';
import { isSamePerson } from '../../liveness/liveness.ts';
import { type ChangeTopic, TOPICS_OF_ORGANIZER, TOPICS_OF_WEBSITE } from '../../record/change-topics.ts';
import { filedBefore } from '../../record/filed-before.ts';
import type { FiledRecord } from '../../record/record.ts';
import type { Material } from './material-rule.ts';
import { materialsNeeded } from './materials-needed.ts';

/** An individual has no number of a unit, and owns their websites. */
const ENTERPRISE_ONLY: readonly string[] = ['number', 'approvals', 'owner', 'owner-card', 'owner-contacts'];

/** A part of a record that may be changed by itself, and what proves it. */
export interface ChangeNeeds {
  readonly topic: ChangeTopic;
  /** A website that is concerned alone. */
  readonly domain?: string;
  /** The first value of it, by its path in the change. */
  readonly field: string;
  readonly materials: readonly Material[];
  /** Whether somebody's face is checked. */
  readonly liveness: boolean;
}

/**
 * What a change of this record may be about, and what each part of it needs when nothing else differs: found by the rules
 * themselves, on contents in which just that is another.
 */
export function changeNeeds(record: FiledRecord, now: Date): readonly ChangeNeeds[] {
  const before = filedBefore(record);
  const { subject, principal } = record.contents;
  const [first] = before.websites;
  if (!first) return [];
  const { domain, cloudService } = first;
  const contents: FilingContents = { eligibility: { ...subject, domain, cloudService }, ...before, before };
  const needs = (topic: string, paths: readonly string[], of?: string): readonly ChangeNeeds[] => {
    if (subject.organizerKind !== 'enterprise' && ENTERPRISE_ONLY.includes(topic)) return [];
    const changed = { ...paths.reduce(withOther, contents), numberReason: 're-issued' } as const;
    const blank = { openProvinces: [], organizerRecord: NOT_ASKED, facts: {}, documents: [], liveness: {} };
    const filingCase = { ...blank, now, filingType: 'change', contents: changed } as const;
    const materials = materialsNeeded({ ...filingCase, consentGiven: true, termsAccepted: true });
    const liveness = websitesToCheck(changed).length > 0;
    return [{ topic: topic as ChangeTopic, ...(of && { domain: of }), field: paths[0] ?? '', materials, liveness }];
  };
  return [
    ...Object.entries(TOPICS_OF_ORGANIZER).flatMap(([topic, paths]) => needs(topic, paths)),
    ...before.websites.flatMap((site, place) =>
      Object.entries(TOPICS_OF_WEBSITE).flatMap(([topic, keys]) => {
        const { siteOwner } = site;
        // A principal renews their card once.
        if (topic === 'owner-card' && principal && siteOwner && isSamePerson(principal, siteOwner)) return [];
        return needs(
          topic,
          keys.map((key) => `websites.${place}.${key}`),
          site.domain,
        );
      }),
    ),
  ];
}

/** The contents with another value at a path, of the shape that stands there. */
function withOther(contents: FilingContents, path: string): FilingContents {
  const changed: FilingContents = JSON.parse(JSON.stringify(contents));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const part = keys.reduce((now: Record<string, unknown>, key) => (now?.[key] ?? {}) as Record<string, unknown>, {
    ...changed,
  });
  const value = part[last];
  part[last] = Array.isArray(value) ? [...value, 'another'] : 'another';
  return { ...changed, before: contents.before };
}
