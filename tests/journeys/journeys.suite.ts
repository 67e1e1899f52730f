import { drawNotACertificate } from 'specimens/letters.ts';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSENT_TEXT_VERSION, Refusal } from '../../tools/walk/filer.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { walkFiling } from '../../tools/walk/walk-filing.ts';
import { dumpOf } from '../support/database/database.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { DOORS } from '../support/routes/doors.ts';
import { type TestLaptop, testLaptop } from '../support/test-laptop.ts';

/** Personal values of these journeys. */
const MARKS = [ENTERPRISE, INDIVIDUAL].flatMap(({ principal, idCard, organizer }) => [
  principal.name,
  principal.idNumber,
  principal.mobile,
  principal.officePhone,
  principal.emergencyPhone,
  principal.email,
  idCard.idNumber,
  organizer.certificateAddress,
  organizer.address.detail,
]);
const marksIn = (text: string): readonly string[] => MARKS.filter((mark) => text.includes(mark));

const TIMEOUT_MS = 400_000;
/** The vendor's bad day behind the functions that run in this process: papers are half read, calls fail, warnings come. */
const VENDOR_MOOD = 39;
const NUMBER = /^粤ICP备\d{10}号$/;

/** The same journeys through one door; a door that differs fails a test. */
export function describeJourneys(door: keyof typeof DOORS): void {
  describe(`[L1] a filing through the door: ${door}`, { timeout: TIMEOUT_MS }, () => {
    let laptop: TestLaptop;
    let enterprise: Papers;
    let individual: Papers;

    beforeAll(async () => {
      laptop = await testLaptop(door === 'socket' ? {} : { hostFunctions: inProcessHost, vendorMood: VENDOR_MOOD });
      [enterprise, individual] = [await drawPapers('enterprise'), await drawPapers('individual')];
    });

    afterAll(() => laptop?.stop());

    const filer = () => DOORS[door](laptop);

    it('a picture that is no certificate ends the journey with a reason', async () => {
      const walk = walkFiling(filer(), {
        papers: { ...individual, domain: 'shanjian-shouji.cn', idFront: await drawNotACertificate() },
        loginCode: await laptop.loginCode('mistaken'),
        consentTextVersion: CONSENT_TEXT_VERSION,
      });

      await expect(walk).rejects.toThrow(Refusal);
      await expect(walk).rejects.toThrow('没有在图片中找到这种证件');
    });

    it('an enterprise is returned once, corrects the flagged fields, and gets its filing number', async () => {
      const steps: string[] = [];

      const ended = await walkFiling(filer(), {
        papers: enterprise,
        loginCode: await laptop.loginCode('enterprise'),
        consentTextVersion: CONSENT_TEXT_VERSION,
        withReturn: true,
        onStep: (step) => steps.push(step),
      });

      expect(ended.state).toBe('approved');
      expect(ended.numbers?.organizer).toMatch(NUMBER);
      expect(Object.values(ended.numbers?.websites ?? {})).toEqual([`${ended.numbers?.organizer}-1`]);
      expect(steps).toContain('退回原因');
      expect(ended.timeline.map(({ label }) => label)).toEqual([
        '发起备案',
        '提交备案申请',
        '初审退回，请按建议修改',
        '提交备案申请',
        '初审通过',
        '已提交管局，等待短信核验',
        '短信核验完成，管局审核中',
        '备案成功',
      ]);
    });

    it('an individual gets a filing number', async () => {
      const ended = await walkFiling(filer(), {
        papers: individual,
        loginCode: await laptop.loginCode('individual'),
        consentTextVersion: CONSENT_TEXT_VERSION,
      });

      expect(ended.state).toBe('approved');
      expect(ended.numbers?.organizer).toMatch(NUMBER);
    });

    it('[P2] no personal value is in a log line, or in clear in the database', async () => {
      const [log, rows] = [laptop.lines.join('\n'), await dumpOf(laptop.addresses.database)];

      expect([log.length > 1000, rows.includes('yunfan-keji.cn')]).toEqual([true, true]);
      expect([marksIn(log), marksIn(rows)]).toEqual([[], []]);
    });
  });
}
