import { call } from './api.ts';
import type { OpenCase } from './open-case.ts';
import type { Input } from './operations.ts';
import { forgetDraft } from './return-draft.ts';
import { sent } from './sent.ts';

type Decided = Omit<Input<'decide'>['body'], 'version'>;

/** Decides about a case. It leaves after the time for taking it back; the strip shows it. @throws ApiError */
export async function decide(open: OpenCase, decided: Decided): Promise<void> {
  await open.settled();
  const { value: view } = open.view;
  if (!view) return;
  const { caseId } = open;
  const decision = await call('decide', { params: { caseId }, body: { ...decided, version: view.version } });
  forgetDraft(caseId);
  sent.value = { caseId, domain: view.domains[0] ?? '这一件', decision };
  open.change({ state: 'decided' });
  // Nobody waits for the rest: the time for taking it back runs, and a dialog in front would hold its key up.
  void open.load();
}
