import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { gatesOf } from '../../electron/engine/venues/index.ts';
import { TEMPLATE_FORMAT, type Sent } from '../../shared/checklists/index.ts';
import { ok } from '../workspace/open-workspace.ts';
import { type Api, desk, rules } from './made-venues.ts';

beforeAll(() => {
  process.env['COUNTINGHOUSE_CHECK_ANSWERS'] = '1';
});

/** A short review of venues with the ids of the bundled one; an answer stands for ten days. */
const REVIEW = {
  format: TEMPLATE_FORMAT,
  key: 'MADE-REVIEW',
  title: 'Made review',
  says: 'For tests.',
  style: 'read-do',
  moment: 'Before the first deposit',
  about: 'venue',
  statement: 'I have looked.',
  signatures: [{ role: 'trader' }],
  chunks: [
    {
      id: 'only',
      title: 'Only',
      items: [
        { kind: 'tick', id: 'P01', text: 'We may trade there', why: 'Because.', validFor: { amount: 10, unit: 'days' } },
        { kind: 'tick', id: 'P02', text: 'KYC is complete', why: 'Because.', validFor: { amount: 10, unit: 'days' } },
      ],
    },
  ],
};
const tick = (holds: boolean): Sent => ({ is: 'tick', holds });

async function reviewed(api: Api, venue: string, answers: Readonly<Record<string, boolean>>): Promise<string> {
  ok(await api.checklists.importTemplate({ content: JSON.stringify(REVIEW) }));
  const { run } = ok(await api.checklists.start({ template: REVIEW.key, about: { kind: 'venue', id: venue } }));
  for (const [item, holds] of Object.entries(answers)) ok(await api.checklists.answer({ run, item, given: tick(holds) }));
  const { signing } = (await api.checklists.run({ run }))!;
  ok(await api.checklists.sign({ run, runHash: signing.runHash, person: 'owner' }));
  return run;
}

function verdicts(engine: OpenEngine, venue: string) {
  const gates = gatesOf(engine, venue)!;
  return Object.fromEntries(
    gates.filter(({ gate }) => gate === 'eligibility' || gate === 'kyc').map(({ gate, verdict, from }) => [gate, { verdict, from }]),
  );
}

describe('a signed checklist', () => {
  test('answers gates of which there is no record, until the answer runs out', async () => {
    const { api, engine, clock } = desk();
    await rules(api);
    const run = await reviewed(api, 'okx', { P01: true, P02: false });
    expect(verdicts(engine, 'okx')).toEqual({
      eligibility: { verdict: 'pass', from: { in: 'checklist', run, item: 'P01' } },
      kyc: { verdict: 'fail', from: { in: 'checklist', run, item: 'P02' } },
    });
    expect(verdicts(engine, 'bybit')).toMatchObject({ eligibility: { verdict: 'unknown', from: null } });
    const one = (await api.venues.one({ venue: 'okx' }))!;
    expect(one.answers.map(({ item, result, template }) => [item, result, template])).toEqual([
      ['P01', 'pass', 'MADE-REVIEW'],
      ['P02', 'fail', 'MADE-REVIEW'],
    ]);
    expect((await api.venues.expiring({ venue: 'okx' })).map(({ what, about, daysLeft }) => [what, about, daysLeft])).toEqual([
      ['checklist', 'P01', 10],
      ['checklist', 'P02', 10],
    ]);
    clock.now = '2026-03-20T12:00:00.000Z';
    expect(verdicts(engine, 'okx')).toMatchObject({ eligibility: { verdict: 'unknown' }, kyc: { verdict: 'unknown' } });
  });

  test('gives way to a record that is as new', async () => {
    const { api, engine } = desk();
    await reviewed(api, 'okx', { P01: true, P02: true });
    const detail = {
      kind: 'attestation' as const,
      of: 'kyc' as const,
      result: 'fail' as const,
      checkedOn: '2026-03-01',
      source: 'their letter',
    };
    ok(await api.venues.addRecord({ venue: 'okx', detail }));
    expect(verdicts(engine, 'okx')).toMatchObject({ kyc: { verdict: 'fail', from: { in: 'record' } } });
    ok(await api.venues.addRecord({ venue: 'bybit', detail: { ...detail, checkedOn: '2026-02-01' } }));
    await reviewed(api, 'bybit', { P01: true, P02: true });
    expect(verdicts(engine, 'bybit')).toMatchObject({ kyc: { verdict: 'pass', from: { in: 'checklist' } } });
  });
});
