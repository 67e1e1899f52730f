import type { RecordWay } from '../../client/records/record-way.ts';
import { TO_DO, type ToDo } from '../../client/records/to-do.ts';
import { endsSomething } from '../../contracts/data/endings.ts';
import { stepUrl } from './route.ts';

/** The page that begins what a notice names. */
export function urlOfWay({ recordId, action, websiteId }: RecordWay): string {
  const ofRecord = `recordId=${recordId}${websiteId === undefined ? '' : `&websiteId=${websiteId}`}`;
  if (action === undefined) return `/pages/${websiteId === undefined ? 'record' : 'filed-website'}/index?${ofRecord}`;
  if (action === 'change') return `/pages/change/index?recordId=${recordId}`;
  if (endsSomething(action)) return `/pages/ending/index?${ofRecord}&filingType=${action}`;
  return `/pages/eligibility/index?${ofRecord}&action=${action}`;
}

function urlOf({ filingId, recordId, notice, way }: ToDo): string {
  if (way) return urlOfWay(way);
  if (filingId) return stepUrl(filingId, 'progress');
  if (notice === undefined) return `/pages/offer-transfer/index?recordId=${recordId}`;
  return `/pages/notice/index?recordId=${recordId}&notice=${notice}`;
}

/** What the template `to-do` gets; the most urgent is also the page's main button. */
export function toDoCard(toDos: readonly ToDo[]) {
  const rows = toDos.map((toDo) => ({ ...toDo, url: urlOf(toDo) }));
  return { title: TO_DO.title, toDos: rows, first: rows[0] ?? null };
}
