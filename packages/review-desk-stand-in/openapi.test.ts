import { readFileSync } from 'node:fs';
import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { verdict } from '../../contracts/review-desk/verdict.ts';
import { packageData } from '../../functions/submission/package-data.ts';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { contentsOf } from '../../tests/support/filings.ts';
import { DECISION_LABELS } from './stage.ts';

const FILING = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';

const text = readFileSync(new URL('../../docs/api/review-desk.yaml', import.meta.url), 'utf8');
const { components, webhooks } = parse(text);
/** A schema of the description, with references resolved. */
const schemaOf = (name: string) =>
  z.fromJSONSchema({
    $ref: `#/$defs/${name}`,
    $defs: JSON.parse(JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/')),
  });

describe('the description of the desk’s interface', () => {
  it('names every kind of verdict that the service knows', () => {
    const { examples, description } = components.schemas.Verdict.properties.kind;

    // The stand-in calls nobody.
    expect(examples).toEqual(['call-missed', ...Object.keys(DECISION_LABELS)]);
    for (const kind of examples) expect(description).toContain(`\`${kind}\``);
  });

  it('has an example of a webhook that fits its schema and is accepted', () => {
    const { example } = webhooks.verdict.post.requestBody.content['application/json'];

    expect(schemaOf('Verdict').safeParse(example.data).error).toBeUndefined();
    expect(verdict.parse(example.data).kind).toBe('returned');
  });

  it('describes the package that a submission freezes', () => {
    const filing = { id: FILING, filingType: 'first', contents: contentsOf(ENTERPRISE, WEBSITE) } as unknown as Filing;
    const item = { item: 1, field: 'organizer.remark', reason: '太短', kind: 'field' } as const;
    const data = packageData(filing, { documents: [], checks: [] }, { findings: [] }, [
      { ...item, state: 'answered', word: '没有了' },
    ]);

    const wrong = schemaOf('Package').safeParse({
      filingId: FILING,
      round: 1,
      contentHash: 'a'.repeat(64),
      data: JSON.parse(JSON.stringify(data)),
    });

    expect(wrong.error).toBeUndefined();
  });
});
