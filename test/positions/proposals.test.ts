import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { JournalEvent } from '../../shared/journal/index.ts';
import { positionEvents, proposePositions, termsSchema } from '../../shared/positions/index.ts';
import { ok, open, refusal, temporaryFolder } from '../workspace/open-workspace.ts';

const digest = (stream: string, activities = 3, first = '2025-01-01T00:00:00Z', last = '2025-12-31T00:00:00Z') => ({
  stream,
  activities,
  first,
  last,
});

describe('imported streams propose', () => {
  test('one position per platform, kind of product and asset', () => {
    const proposals = proposePositions([
      digest('kraken:earn:DOT', 5),
      digest('binance:flexible:DOT', 2, '2024-05-01T00:00:00Z'),
      digest('binance:earn:DOT', 4),
      digest('coinbase:staking:ETH', 1),
    ]);
    expect(proposals.map(({ key, streams, activities, terms }) => [key, streams, activities, terms.kind, terms.opened])).toEqual([
      ['binance:earn-flexible:DOT', ['binance:earn:DOT', 'binance:flexible:DOT'], 6, 'earn-flexible', '2024-05-01'],
      ['kraken:earn-flexible:DOT', ['kraken:earn:DOT'], 5, 'earn-flexible', '2025-01-01'],
      ['coinbase:native-staking:ETH', ['coinbase:staking:ETH'], 1, 'native-staking', '2025-01-01'],
    ]);
  });

  test('nothing where an export does not say what it is', () => {
    expect(proposePositions([digest('kraken:spot:BTC'), digest('nexo:credit:USD'), digest('position:abc'), digest('odd')])).toEqual([]);
  });
});

const LEDGER = `"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"
"L1","R1","2026-01-05 10:00:00","earn","allocation","currency","DOT","spot / main",-100.0000000000,0,0.0000000000
"L2","R1","2026-01-05 10:00:00","earn","allocation","currency","DOT","earn / bonded",100.0000000000,0,100.0000000000
"L3","R2","2026-01-12 10:00:00","earn","reward","currency","DOT","earn / bonded",0.2000000000,0,100.2000000000
"L4","R3","2026-01-19 10:00:00","earn","reward","currency","DOT","earn / bonded",0.2000000000,0,100.4000000000
`;

async function imported() {
  const folder = temporaryFolder();
  const engine = open(join(folder, 'desk.countinghouse'), { mode: 'create', now: () => '2026-02-01T12:00:00.000Z' });
  const api = createCaller({ engine });
  const path = join(folder, 'ledgers.csv');
  writeFileSync(path, LEDGER);
  const [file] = ok(await api.imports.commit({ path })).files;
  if (!file || !('batch' in file) || file.batch === null) throw new Error('the ledger was not taken in');
  ok(await api.workspace.changeSettings({ deflator: 'none' }));
  for (const day of ['2026-01-05', '2026-01-12', '2026-01-19', '2026-02-01'])
    ok(await api.market.enterPrice({ asset: 'DOT', currency: 'USD', day, price: '5' }));
  return { api, batch: file.batch };
}

describe('an import', () => {
  test('proposes a position that its confirmation opens, with every row explained', async () => {
    const { api } = await imported();
    const [proposal] = await api.positions.proposals({});
    expect(proposal).toMatchObject({
      streams: ['kraken:earn:DOT'],
      activities: 3,
      terms: { kind: 'earn-flexible', platform: 'Kraken', opened: '2026-01-05' },
    });
    const { position } = ok(await api.positions.confirmProposal({ terms: proposal!.terms, streams: proposal!.streams }));
    expect(await api.positions.proposals({})).toEqual([]);
    const list = await api.positions.list({});
    expect(list.positions[0]?.value).toMatchObject({ ok: '502' });
    expect(list.positions[0]?.components).toMatchObject({ rewards: { ok: '2' } });
    const explained = await api.positions.explain({ position, figure: 'rewards' });
    expect(explained?.steps[0]?.inputs[0]).toMatchObject({
      value: '0.2',
      row: { row: 3, file: 'ledgers.csv' },
      words: 'row 3 of ledgers.csv',
    });
  });

  test('that is undone leaves the position without what it brought, at once', async () => {
    const { api, batch } = await imported();
    const [proposal] = await api.positions.proposals({});
    ok(await api.positions.confirmProposal({ terms: proposal!.terms, streams: proposal!.streams }));
    expect((await api.positions.list({})).positions[0]?.activities).toBe(3);
    ok(await api.imports.undo({ batch }));
    expect((await api.positions.list({})).positions[0]?.activities).toBe(0);
  });

  test('counts to one position only, and to another once it is released', async () => {
    const { api } = await imported();
    const [proposal] = await api.positions.proposals({});
    const { position } = ok(await api.positions.confirmProposal({ terms: proposal!.terms, streams: proposal!.streams }));
    const other = ok(await api.positions.open({ terms: { ...proposal!.terms, title: 'other' } })).position;
    expect(refusal(await api.positions.claim({ position: other, streams: ['kraken:earn:DOT'] })).message).toBe(
      'kraken:earn:DOT already counts to DOT. Release it there first.',
    );
    const [activity] = await api.positions.activities({ position });
    expect(refusal(await api.positions.removeActivity({ position, activity: activity!.activity })).code).toBe('imported');
    ok(await api.positions.release({ position, stream: 'kraken:earn:DOT' }));
    ok(await api.positions.claim({ position: other, streams: ['kraken:earn:DOT'] }));
    expect((await api.positions.list({})).positions.map(({ title, activities }) => [title, activities])).toEqual([
      ['DOT', 0],
      ['other', 3],
    ]);
  });

  test('of a removed position is proposed again', async () => {
    const { api } = await imported();
    const [proposal] = await api.positions.proposals({});
    const { position } = ok(await api.positions.confirmProposal({ terms: proposal!.terms, streams: proposal!.streams }));
    ok(await api.positions.remove({ position }));
    expect(await api.positions.proposals({})).toHaveLength(1);
  });
});

describe('each kind of event', () => {
  const activity = { kind: 'reward', at: '2026-01-01T00:00:00Z', stream: 'position:p', into: [{ asset: 'A', quantity: '1' }] };
  const terms = termsSchema.parse({ kind: 'earn-flexible', title: 'A', platform: 'Kraken', opened: '2026-01-01', asset: 'A' });
  const document = { sha256: 'a'.repeat(64), name: 'terms.pdf', mediaType: 'application/pdf', bytes: 3 };
  const payloads: Readonly<Record<string, object>> = {
    'positions.position-opened': { terms },
    'positions.position-edited': { before: terms, after: { ...terms, title: 'B' } },
    'positions.position-closed': { closed: '2026-02-01' },
    'positions.position-reopened': { closed: '2026-02-01' },
    'positions.position-removed': {},
    'positions.position-restored': {},
    'positions.activity-recorded': { activity },
    'positions.activity-edited': { recorded: 'e1', before: activity, after: { ...activity, note: 'late' } },
    'positions.activity-removed': { recorded: 'e1', activity },
    'positions.activity-restored': { recorded: 'e1', activity },
    'positions.stream-claimed': { stream: 'kraken:earn:DOT' },
    'positions.stream-released': { stream: 'kraken:earn:DOT' },
    'positions.note-written': { before: '', after: 'Look again.' },
    'positions.document-attached': { document },
    'positions.document-detached': { document },
  };

  /** What was opened or recorded comes back as restored; everything else as it was. */
  const NEW_AGAIN: Readonly<Record<string, object>> = {
    'positions.position-opened': { type: 'positions.position-restored', payload: {} },
    'positions.activity-recorded': { type: 'positions.activity-restored', payload: { recorded: 'e1', activity } },
  };

  test.each(positionEvents.map((definition) => [definition.type, definition] as const))(
    '%s says what it did and can be taken back',
    (type, definition) => {
      const payload = definition.payload.parse(payloads[type]);
      const event = (of: string, content: unknown): JournalEvent => ({
        seq: 1,
        id: 'e1',
        at: '2026-03-01T00:00:00.000Z',
        actor: 'tester',
        type: of,
        version: 1,
        subject: 'p',
        payload: content,
      });
      expect(definition.words(payload)).toMatch(/^[A-Z].{6,}/);
      const inverse = definition.inverse(event(type, payload));
      if ('never' in inverse) throw new Error(inverse.never);
      const back = positionEvents.find((each) => each.type === inverse.type);
      expect(() => back?.payload.parse(inverse.payload)).not.toThrow();
      const again = back?.inverse(event(inverse.type, inverse.payload));
      if (!again || 'never' in again) throw new Error('no way back');
      const wanted = NEW_AGAIN[type] ?? { type, payload };
      expect({ type: again.type, payload: again.payload }).toEqual(wanted);
    },
  );
});
