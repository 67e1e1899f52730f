import { Refused } from '../../contracts/kit/refusal.ts';
import { domainForm } from '../../contracts/normal-forms/domain.ts';
import {
  type CloudService,
  type Confirmed,
  type FilingContents,
  MAX_WEBSITES,
  type Person,
  type Website,
  type WebsiteDetails,
  withConfirmed,
} from '../../shared/domain/filing/filing.ts';
import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import type { Ports } from './ports.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

interface WebsiteAddress extends FilingAddress {
  readonly websiteId: string;
}

/** The index of a website in its filing. @throws Refused('website.unknown') */
function placeOf({ websites }: FilingContents, websiteId: string): number {
  const index = websites.findIndex(({ id }) => id === websiteId);
  if (index < 0) throw new Refused('website.unknown');
  return index;
}

function edited(contents: FilingContents, websiteId: string, change: Partial<Website>): FilingContents {
  const index = placeOf(contents, websiteId);
  return {
    ...contents,
    websites: contents.websites.map((site, place) => (place === index ? { ...site, ...change } : site)),
  };
}

function saveAt({ websiteId, ...at }: WebsiteAddress, change: Partial<Website>, ports: SavePorts, form: DraftForm) {
  return saveContents(
    at,
    (contents) => edited(contents, websiteId, change),
    (contents) => `websites.${placeOf(contents, websiteId)}`,
    ports,
    [form],
  );
}

/** Saves 网站信息. */
export const saveWebsite = ({ body, ...at }: WebsiteAddress & { readonly body: WebsiteDetails }, ports: SavePorts) =>
  saveAt(at, { details: body }, ports, `website.${at.websiteId.toLowerCase()}`);

/** Saves 网站负责人. */
export function saveSiteOwner(
  { body, websiteId, ...at }: WebsiteAddress & { readonly body: Person & Confirmed },
  ports: SavePorts,
) {
  const { confirmed, ...siteOwner } = body;
  return saveContents(
    at,
    (contents) =>
      withConfirmed(edited(contents, websiteId, { siteOwner }), `websites.${websiteId}.siteOwner`, confirmed),
    (contents) => `websites.${placeOf(contents, websiteId)}`,
    ports,
    [`site-owner.${websiteId.toLowerCase()}`],
  );
}

interface Connection {
  readonly domains: readonly string[];
  readonly cloudService: CloudService;
}

/**
 * Saves domains and server of a website that is filed: of a change alone, for elsewhere they are checked first.
 *
 * @throws Refused('filing.no-change')
 */
export function saveConnection(
  { body, websiteId, ...at }: WebsiteAddress & { readonly body: Connection },
  ports: SavePorts,
) {
  const [domain = '', ...otherDomains] = body.domains.map((typed) => domainForm(typed));
  return saveContents(
    at,
    (contents) => {
      if (!contents.before) throw new Refused('filing.no-change');
      const { cloudService } = body;
      return edited(contents, websiteId, {
        domain,
        otherDomains: otherDomains.length > 0 ? otherDomains : undefined,
        cloudService,
      });
    },
    (contents) => `websites.${placeOf(contents, websiteId)}`,
    ports,
  );
}

/** Adds another website. A change is about the websites of its record. @throws Refused('website.too-many') */
export function addWebsite(
  { body, ...at }: FilingAddress & { readonly body: { readonly domain: string; readonly cloudService: CloudService } },
  { ids, ...ports }: SavePorts & Pick<Ports, 'ids'>,
) {
  const id = ids.uuid();
  const website = { id, domain: domainForm(body.domain), cloudService: body.cloudService };
  return saveContents(
    at,
    (contents) => {
      if (contents.before) throw new Refused('website.filed');
      const most = MAX_WEBSITES[contents.eligibility.organizerKind];
      if (contents.websites.length >= most) throw new Refused('website.too-many', { most });
      return { ...contents, websites: [...contents.websites, website] };
    },
    (contents) => `websites.${placeOf(contents, id)}`,
    ports,
  );
}

/** Removes a website that was added later; the first is the checked one. @throws Refused('website.unknown') */
export async function removeWebsite({ websiteId, ...at }: WebsiteAddress, ports: SavePorts) {
  const saved = await saveContents(
    at,
    (contents) => {
      if (contents.before) throw new Refused('website.filed');
      if (placeOf(contents, websiteId) === 0) throw new Refused('website.unknown');
      return { ...contents, websites: contents.websites.filter(({ id }) => id !== websiteId) };
    },
    () => 'websites.0',
    ports,
  );
  await ports.formDrafts.removeWebsite(at.filingId, websiteId);
  return saved;
}
