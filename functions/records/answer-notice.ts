import type { RecordId } from '../../contracts/kit/record-id.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { extendedUntil, type RecordNotice, reasonAgainstExtension } from '../../shared/domain/record/notice.ts';
import { namesSomebody } from '../../shared/domain/record/notice-answer.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import { noticesOf } from '../../shared/domain/record/record-event.ts';
import { noticeView } from '../../shared/domain/record/view.ts';
import type { Ports } from './ports.ts';

interface OneNotice {
  readonly applicantId: string;
  readonly recordId: RecordId;
  readonly notice: number;
}

/**
 * Prolongs the time of a notice, once. The desk learns of it by the feed of changes.
 *
 * @throws Refused('record.unknown'); Refused('notice.unknown'); Refused('notice.done' | 'notice.extended' | 'notice.overdue')
 */
export async function extendNotice({ applicantId, recordId, notice }: OneNotice, { records, clock }: Ports) {
  const now = clock.now();
  const after = await records.change(recordId, applicantId, (record) => {
    const found = noticeIn(record, notice);
    const against = reasonAgainstExtension(found, now);
    if (against || found.dueAt === undefined) throw new Refused(`notice.${against ?? 'done'}`);
    const dueAt = extendedUntil(new Date(found.dueAt)).toISOString();
    return { kind: 'notice-extended', at: now.toISOString(), notice, dueAt };
  });
  return noticeView(noticeIn(after, notice));
}

const NAMES_SOMEBODY = '答复里不要写姓名、号码或邮箱。要改的备案信息请用“变更备案”填写。';

/**
 * Says that what a notice asks for is mended, so that the desk looks again; also when its time is over.
 *
 * @throws Refused('record.unknown'); Refused('notice.unknown'); Refused('notice.done'); Refused('request.invalid') for
 * a word that names somebody who is filed, or has a number or mailbox in it.
 */
export async function answerNotice(
  { applicantId, recordId, notice, body }: OneNotice & { readonly body: { readonly word: string } },
  { records, clock }: Ports,
) {
  const at = clock.now().toISOString();
  const after = await records.change(recordId, applicantId, (record) => {
    if (noticeIn(record, notice).state !== 'open') throw new Refused('notice.done');
    if (namesSomebody(body.word, record.contents))
      throw new Refused('request.invalid', { fields: [{ field: 'word', message: NAMES_SOMEBODY }] });
    return { kind: 'notice-answered', at, notice, word: body.word };
  });
  return noticeView(noticeIn(after, notice));
}

function noticeIn({ contents }: FiledRecord, notice: number): RecordNotice {
  const found = noticesOf(contents).find((recordNotice) => recordNotice.notice === notice);
  if (!found) throw new Refused('notice.unknown');
  return found;
}
