import type { Input } from '../../contracts/kit/contract.ts';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { lookAtWebsite } from '../../shared/application/website-look.ts';
import { type FiledRecord, type FiledWebsite, whyElsewhere } from '../../shared/domain/record/record.ts';
import { websiteCareView } from '../../shared/domain/record/view.ts';
import { careOf, countedCheck } from '../../shared/domain/record/website-care.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

interface OneWebsite {
  readonly applicantId: string;
  readonly recordId: RecordId;
  readonly websiteId: string;
}

/**
 * Looks at a website now. Counted before it is looked at, so that calls side by side share the day's number.
 *
 * @throws Refused('record.unknown' | 'website.unknown' | 'record.ended'), why it is elsewhere; Refused('website.check-off') where the
 * operator has turned it off; Refused('website.checked-enough'); Failed('filed-websites', …) when names can't be resolved now.
 */
export async function checkWebsite({ applicantId, recordId, websiteId }: OneWebsite, ports: Ports) {
  const { recordLooks, websiteLooks, serverFacts, clock } = ports;
  if (!websiteLooks) throw new Refused('website.check-off');
  const record = await recordLooks.setCare(recordId, applicantId, websiteId, (found) => {
    const why = whyElsewhere([websiteIn(found, websiteId)]);
    if (why) throw new Refused(why);
    const counted = countedCheck(careOf(found, websiteId), clock.now());
    if (!counted) throw new Refused('website.checked-enough');
    return counted;
  });
  const website = websiteIn(record, websiteId);
  const looked = await lookAtWebsite(record, website, { websiteLooks, serverFacts, clock });
  await recordLooks.keepLook(record.id, websiteId, looked);
  return websiteCareView(record, website, clock.now(), looked);
}

/**
 * Sets what the holder wants for a website: whether it is looked at once a month, and its 公安备案号, of which nobody is reminded then.
 *
 * @throws Refused('record.unknown' | 'website.unknown' | 'record.ended')
 */
export async function careForWebsite(
  { applicantId, recordId, websiteId, body }: OneWebsite & Pick<Input<typeof contract.careForWebsite>, 'body'>,
  { recordLooks, clock }: Ports,
) {
  const record = await recordLooks.setCare(recordId, applicantId, websiteId, (found) => ({
    ...careOf(found, websiteIn(found, websiteId).id),
    ...body,
  }));
  return websiteCareView(record, websiteIn(record, websiteId), clock.now());
}

function websiteIn({ contents }: FiledRecord, websiteId: string): FiledWebsite {
  const found = contents.websites.find(({ id }) => id === websiteId);
  if (!found) throw new Refused('website.unknown');
  if (found.ended) throw new Refused('record.ended');
  return found;
}
