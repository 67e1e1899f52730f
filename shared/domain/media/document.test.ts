import { describe, expect, it } from 'vitest';
import {
  DAILY_LIMIT,
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  type DocumentKind,
  type DocumentState,
  GRANT_LIFETIME_SECONDS,
  IDLE_PAUSE_SHARE,
  isReadable,
  isSettled,
  limitsOf,
  newestOf,
  UNSETTLED_STATES,
  UPLOADED_KINDS,
} from './document.ts';

const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentKind[];

describe('the limits of documents', () => {
  it('allow photos of at most 4 MiB as JPG, PNG or WebP, and one video', () => {
    const videos = KINDS.filter((kind) => limitsOf(kind).maxSeconds !== undefined);
    const photos = UPLOADED_KINDS.filter((kind) => !videos.includes(kind));

    expect(videos).toEqual(['liveness-video']);
    expect(KINDS.filter((kind) => !(UPLOADED_KINDS as readonly DocumentKind[]).includes(kind))).toEqual([
      'liveness-frame',
    ]);
    for (const kind of photos) {
      expect(limitsOf(kind)).toMatchObject({
        contentTypes: ['image/jpeg', 'image/png', 'image/webp'],
        maxBytes: 4_194_304,
      });
    }
  });

  it('allow a video of at most 15 seconds and 6 MiB in the formats of phones and browsers', () => {
    const limits = limitsOf('liveness-video');

    expect(limits).toEqual({
      label: '核身视频',
      contentTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
      maxBytes: 6_291_456,
      maxSeconds: 15,
    });
  });

  it.each<[DocumentKind, number]>([
    ['business-licence', 480],
    ['commitment-letter', 720],
    ['handheld-photo', 720],
    ['id-front', 320],
    ['id-back', 320],
    ['liveness-photo', 480],
  ])('require for a %s at least %i pixels on the shorter side', (kind, pixels) => {
    const { minShortSidePixels } = limitsOf(kind);

    expect(minShortSidePixels).toBe(pixels);
  });

  it('have a distinct Chinese label for every kind', () => {
    const labels = KINDS.map((kind) => limitsOf(kind).label);

    expect(new Set(labels).size).toBe(KINDS.length);
    expect(labels.every((label) => /^\p{Script=Han}+$/u.test(label))).toBe(true);
  });
});

describe('the limits of grants', () => {
  it('are 15 minutes for each grant', () => {
    expect(GRANT_LIFETIME_SECONDS).toBe(900);
  });

  it('are 200 grants and 512 MiB for one person in 24 hours', () => {
    expect(DAILY_LIMIT).toEqual({ grants: 200, bytes: 536_870_912 });
  });
});

describe('isReadable', () => {
  it('is true for the three certificates that OCR reads', () => {
    const readable = KINDS.filter(isReadable);

    expect(readable).toEqual(['business-licence', 'id-front', 'id-back']);
  });
});

describe('the states of a document', () => {
  it('are six, of which two are final', () => {
    expect(DOCUMENT_STATES).toEqual(['waiting', 'received', 'checking', 'reading', 'ready', 'refused']);
    expect(DOCUMENT_STATES.filter((state) => isSettled({ state }))).toEqual(['ready', 'refused']);
    expect(UNSETTLED_STATES).toEqual(['waiting', 'received', 'checking', 'reading']);
  });

  it('are checked at intervals of a quarter of its age', () => {
    expect(IDLE_PAUSE_SHARE).toBe(0.25);
  });
});

describe('the document that counts', () => {
  const of = (...states: DocumentState[]) =>
    states.map((state, index) => ({
      id: `d${index}`,
      kind: 'id-front' as const,
      subject: 'principal' as const,
      state,
    }));

  it.each([
    ['the newest', of('ready', 'refused'), 'd1'],
    ['not one whose file never came', of('ready', 'waiting'), 'd0'],
    ['one that is checked', of('ready', 'checking', 'waiting'), 'd1'],
    ['one that is awaited, where there is nothing else', of('waiting', 'waiting'), 'd1'],
  ] as const)('is %s', (_what, documents, id) => {
    expect(newestOf(documents, 'id-front', 'principal')?.id).toBe(id);
    expect(newestOf(documents, 'id-back', 'principal')).toBeUndefined();
  });
});
