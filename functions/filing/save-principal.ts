import { type Confirmed, type FilingContents, type Person, withConfirmed } from '../../shared/domain/filing/filing.ts';
import type { DraftForm } from '../../shared/domain/filing/form-draft.ts';
import { sitesOfFormer } from '../../shared/domain/filing/former-principal.ts';
import { type FilingAddress, type SavePorts, saveContents } from './save-contents.ts';

/**
 * Saves 主体负责人.
 *
 * @param body.asSiteOwner of a change: also in place of the filed principal wherever they are the site owner, so that somebody who
 * has left is replaced at once.
 */
export async function savePrincipal(
  { body, ...at }: FilingAddress & { readonly body: Person & Confirmed & { readonly asSiteOwner?: true | undefined } },
  ports: SavePorts,
) {
  const { confirmed, asSiteOwner, ...principal } = body;
  const former = asSiteOwner ? sitesOfFormer((await ports.filings.findOwn(at.filingId, at.applicantId)).contents) : [];
  const sites = former.map(({ id }) => id);
  return saveContents(
    at,
    (contents) => {
      const websites = contents.websites.map((site) =>
        sites.includes(site.id) ? { ...site, siteOwner: principal } : site,
      );
      const forms = ['principal', ...sites.map((id) => `websites.${id}.siteOwner`)];
      return forms.reduce<FilingContents>((saved, form) => withConfirmed(saved, form, confirmed), {
        ...contents,
        principal,
        websites,
      });
    },
    () => 'principal',
    ports,
    ['principal', ...sites.map((id): DraftForm => `site-owner.${id.toLowerCase()}`)],
  );
}
