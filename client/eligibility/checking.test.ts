import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shown } from '../../tests/support/scripted-api.ts';
import type { Call } from '../calls/api-client.ts';
import { type CheckHost, type CheckInput, createChecking } from './checking.ts';
import { earlyMessages } from './eligibility-typing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const REST = { region: '440000', product: 'cvm', resourceId: 'ins-gz000001', cloudRegion: 'ap-guangzhou' } as const;

/** A check whose answers come in the order in which `answers` is called. */
function begun(kept: Partial<CheckInput> = {}, picture: object = { state: 'missing', read: {} }) {
  const answers: ((domain: string) => void)[] = [];
  const asked: string[] = [];
  let written: CheckInput | undefined;
  const call = ((_name: string, { body }: { readonly body: CheckInput }) => {
    asked.push(body.domain);
    return new Promise<unknown>((resolve) => {
      answers.push((text) =>
        resolve({ signIn: true, findings: [{ field: 'domain', severity: 'block', message: text }] }),
      );
    });
  }) as unknown as Call;
  const checking = createChecking({
    ...{ call, show: shown, early: earlyMessages },
    documents: { of: () => picture } as unknown as CheckHost['documents'],
    kept: {
      read: () => kept,
      write: (input) => {
        written = input;
      },
    },
  });
  return { checking, asked, answers, written: () => written };
}

describe('a check of the six inputs', () => {
  it('asks half a second after the last key, once all of them are there', async () => {
    const { checking, asked } = begun();

    checking.set({ ...REST, certificateNumber: '91440300MAYH3K7264' });
    await vi.advanceTimersByTimeAsync(500);
    const states = [checking.now.state.kind];
    checking.set({ domain: 'yunfan.c' });
    await vi.advanceTimersByTimeAsync(400);
    checking.set({ domain: 'yunfan.cn' });
    await vi.advanceTimersByTimeAsync(400);
    states.push(checking.now.state.kind);
    await vi.advanceTimersByTimeAsync(100);
    states.push(checking.now.state.kind);

    expect(states).toEqual(['incomplete', 'incomplete', 'asking']);
    expect(asked).toEqual(['yunfan.cn']);
  });

  it('shows the answer about what was typed last, whichever comes last', async () => {
    const { checking, answers } = begun({ ...REST, certificateNumber: '91440300MAYH3K7264', domain: 'yunfan.cn' });

    void checking.askAgain();
    checking.keep({ domain: 'yunfan-keji.cn' });
    void checking.askAgain();
    answers[1]?.('后问的');
    answers[0]?.('先问的');
    await vi.advanceTimersByTimeAsync(0);

    expect(checking.messagesOf('domain').map(({ text }) => text)).toEqual(['后问的']);
  });

  it('asks nobody about what is kept while it is typed', async () => {
    const { checking, asked } = begun({ ...REST, certificateNumber: '91440300MAYH3K7264' });

    checking.keep({ domain: 'yunfan' });
    await vi.advanceTimersByTimeAsync(1000);

    expect([checking.now.input.domain, asked]).toEqual(['yunfan', []]);
  });

  it('judges an input by its form when the person leaves it, and no longer while they type on', () => {
    const { checking } = begun();
    const said = () => checking.messagesOf('domain').map(({ text }) => text);

    checking.keep({ domain: ' Yunfan ' });
    const all = [said()];
    checking.leave('domain');
    all.push(said());
    checking.keep({ domain: 'yunfan.' });
    all.push(said());

    expect(all).toEqual([[], ['域名格式不正确，请填写如 example.com 的域名，不含 http:// 和路径。'], []]);
  });

  it('loses the number that was read from the other paper, and keeps one that was typed', () => {
    const taken = begun({ certificateNumber: '91440300MAYH3K7264', takenNumber: '91440300MAYH3K7264' }).checking;
    const typed = begun({ certificateNumber: '91440300MAYH3K7264' }).checking;

    for (const checking of [taken, typed]) checking.set({ organizerKind: 'individual' });

    expect(taken.now.input).toMatchObject({ certificateType: 'id-card', certificateNumber: '', takenNumber: '' });
    expect(typed.now.input).toMatchObject({ certificateType: 'id-card', certificateNumber: '91440300MAYH3K7264' });
  });

  it('begins with who is filed, and asks nothing of them; or with nothing', () => {
    const { checking, written } = begun({ domain: 'yunfan.cn' });

    checking.begin({ certificateNumber: '91440300MAYH3K7264' });
    const { domain, certificateNumber, byHand, isRecorded } = checking.now.input;
    checking.begin({});

    expect([domain, certificateNumber, byHand, isRecorded]).toEqual(['', '91440300MAYH3K7264', true, true]);
    expect(written()).toMatchObject({ certificateNumber: '', byHand: false, isRecorded: false });
  });

  it('asks for a look at a number that was read with doubt, until it is confirmed, or mended and then differs', () => {
    const picture = { state: 'ready', read: { creditCode: { text: '91440300MAYH3K7264', isDoubtful: true } } };
    const { checking } = begun({}, picture);
    const standing = () => {
      const { needsLook, differs } = checking.paper([]);
      return { needsLook, differs };
    };

    checking.take([]);
    const all = [standing()];
    checking.set({ certificateNumber: '91440300MAYH3K7265' });
    all.push(standing());
    checking.takeRead();
    all.push(standing());

    expect(all).toEqual([
      { needsLook: true, differs: false },
      { needsLook: false, differs: true },
      { needsLook: false, differs: false },
    ]);
  });
});
