import { ENTERPRISE } from 'specimens/people.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import type { CloudAction } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, afterEach } from 'vitest';
import type { Ports } from '../../../functions/ocr/ports.ts';
import { readCertificate } from '../../../functions/ocr/read-certificate.ts';
import { createPaidCalls } from '../../../shared/adapters/postgres/accounts/paid-calls.ts';
import type { Database } from '../../../shared/adapters/postgres/database.ts';
import { createFaces } from '../../../shared/adapters/tencent/faces/faces.ts';
import { createOcr, type OcrSettings } from '../../../shared/adapters/tencent/ocr/ocr.ts';
import { createBilled } from '../../../shared/application/billed.ts';
import { FACES_TARIFF, ocrTariff } from '../../../shared/application/tariffs.ts';
import type { DocumentSubject, ReadableKind } from '../../../shared/domain/media/document.ts';
import type { Budgets } from '../../../shared/domain/paid-calls.ts';
import { REGION, testCos } from '../database/cos-under-test.ts';
import { type Instance, testSeal } from '../database/instance.ts';
import { objectStoreOn } from '../database/object-store.ts';
import { testInstance } from '../database/test-instance.ts';
import { draftFiling } from '../filings/filings.ts';
import { collectLog } from '../scf.ts';

const { idCard, licence } = ENTERPRISE;
const content = (Content: string) => ({ Content, Confidence: 99, IsInComplete: 0, IsReflect: 0 });

/** A line as GeneralAccurateOCR finds it, of characters that are 10 pixels wide and 20 high. */
export const textLine = (text: string, y: number) => ({
  DetectedText: text,
  Words: [...text].map((Character) => ({ Character, Confidence: 99 })),
  WordCoordPoint: [...text].map((_, index) => ({
    WordCoordinate: [
      { X: index * 10, Y: y },
      { X: index * 10 + 10, Y: y },
      { X: index * 10 + 10, Y: y + 20 },
      { X: index * 10, Y: y + 20 },
    ],
  })),
});

/** The vendor's replies by action, as documented, until a test changes them. */
const ANSWERS: Readonly<Record<string, Record<string, unknown>>> = {
  IDCardOCR: {
    Name: idCard.name,
    Sex: '男',
    Nation: '汉',
    Birth: '1988/6/15',
    Address: idCard.address,
    IdNum: idCard.idNumber,
    Authority: '',
    ValidDate: '',
    AdvancedInfo: '{"Quality":97,"WarnInfos":[]}',
  },
  BizLicenseOCR: {
    RegNum: licence.creditCode,
    Name: licence.name,
    Person: '周建明',
    Address: licence.address,
    Type: '有限责任公司',
    Period: '2019年05月20日至长期',
    RecognizeWarnCode: [],
  },
  RecognizeValidIDCardOCR: { IDCardInfo: { Name: content(idCard.name), IdNum: content(idCard.idNumber) } },
  RecognizeGeneralCardWarn: { Copy: { IsWarn: false, RiskConfidence: 0, Polygon: [] } },
  GeneralAccurateOCR: { TextDetections: [] },
};

/** One face, as DetectFace finds it. */
const FACE = {
  ...{ X: 300, Y: 100, Width: 200, Height: 200 },
  FaceAttributesInfo: { Pitch: 0, Yaw: 0, Roll: 0, EyeOpen: true, Hat: null, Mask: null },
};

/**
 * The path of a certificate from clean storage to its reading: use case, database, object store and the vendor's
 * protocol are real, only the vendor's replies are prepared. The test delivers the events. Call it at the top of a test file; it closes
 * when the file's tests are over, and after each test the vendor replies as ever and the log is empty.
 */
export async function testReadings() {
  const log = collectLog();
  const { test: database, instance } = await testInstance();
  const cos = await testCos();
  const objectStore = objectStoreOn(cos);
  const answers: Record<string, Record<string, unknown>> = { ...ANSWERS };
  const actionOf =
    (name: string): CloudAction =>
    async () =>
      answers[name] ?? {};
  const vendor = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: {
      ...Object.fromEntries(Object.keys(ANSWERS).map((name) => [`ocr/2018-11-19/${name}`, actionOf(name)])),
      'iai/2020-03-03/DetectFace': async () => ({ FaceInfos: [FACE], ...answers.DetectFace }),
    },
  });
  const answerAsEver = () => Object.assign(answers, ANSWERS, { DetectFace: {} });
  afterEach(() => {
    answerAsEver();
    log.clear();
  });
  afterAll(async () => {
    await vendor.stop();
    log.stop();
  });
  const cloud = {
    credentials: () => LAPTOP_CREDENTIALS,
    region: REGION,
    endpoint: vendor.url,
    timeoutSeconds: 5,
    storeIsReachable: true,
  };
  const ocrOf = ({ rateLimits, paidCalls }: Instance, changes: Partial<OcrSettings> = {}) => {
    const ocr = createOcr({
      ...cloud,
      takeTurn: (action, perSecond) => rateLimits.waitForTurn(action, perSecond, 3000),
      checkedKinds: ['business-licence'],
      locatedKinds: [],
      // Its replies say less than those of the other action, so that a test sees what is made of them.
      idCardAction: 'IDCardOCR',
      ...changes,
    });
    const { locatedKinds = [] } = changes;
    return createBilled(ocr, ocrTariff({ checkedKinds: ['business-licence'], locatedKinds }), paidCalls);
  };
  const { filingId, applicantId } = await draftFiling(instance);

  return {
    log,
    database,
    instance,
    applicantId,
    objectStore,
    vendor,
    ocrOf,
    /** The same instance of the function with other budgets. */
    instanceWith: (budgets: Budgets): Instance => ({
      ...instance,
      paidCalls: createPaidCalls(
        { database: instance.transactions as Database, seal: testSeal(), clock: instance.clock },
        budgets,
        () => {},
      ),
    }),
    /** How many calls the filing has paid for. */
    spent: async (): Promise<number> => {
      const [row] = await database.query<{ calls: number }>(
        `select calls from paid_call where payer = 'filing/${filingId}'`,
      );
      return row?.calls ?? 0;
    },

    /** Changes the vendor's reply until further notice. */
    answer: (action: string, changes: Record<string, unknown>) => {
      answers[action] = { ...ANSWERS[action], ...changes };
    },
    answerAsEver,
    /** How many billed calls the vendor has received. */
    calls: () => Object.keys(ANSWERS).reduce((sum, name) => sum + vendor.calls(name), 0),

    /** The ports of a function instance. */
    ports: (by: Instance = instance, changes: Partial<Ports> = {}): Ports => ({
      ...by,
      objectStore,
      ocr: ocrOf(by),
      faces: createBilled(createFaces(cloud), FACES_TARIFF, by.paidCalls),
      companyAnswers: undefined,
      ...changes,
    }),

    /** A certificate that intake has accepted. @param about somebody else than the first of its kind, whose pictures count together */
    async passedOn(kind: ReadableKind, about?: DocumentSubject) {
      const { documents, ids } = instance;
      const [id, key] = [ids.uuid(), `clean/certificates/${ids.secret()}`];
      const subject = about ?? (kind === 'business-licence' ? 'organizer' : 'principal');
      const grant = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${kind}/${ids.secret()}` };
      const noLimit = { grants: 10_000, bytes: Infinity };
      await documents.create({ id, filingId, applicantId, kind, subject, ...grant }, noLimit);
      await objectStore.write(key, Buffer.from('a picture'), 'image/jpeg');
      await documents.change(id, 'waiting', { state: 'reading', cleanKey: key });
      return {
        id,
        key,
        now: () => documents.findOwn(id, applicantId),
        deliver: (ports: Ports) => readCertificate({ key, bytes: 9, messageId: 'event' }, ports),
      };
    },
  };
}
