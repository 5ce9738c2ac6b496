import { describe, expect, it } from 'vitest';
import { terms } from '../alerts/engine-made.ts';
import { type Terminal, terminalAt } from './at-the-terminal.ts';
import { dayBack, priceFile } from './made-prices.ts';
import { answer, terminal, workspacePath } from './run-terminal.ts';

const STETH = { kind: 'pair' as const, which: { of: 'named' as const, ids: ['stETH/ETH'] } };
const RULE = 'price < 0.98 for 2d clear > 0.99 severity high';

/** A workspace with the price of stETH/ETH: four days below in the past, and since six days again. */
async function deskWithPrices(): Promise<Terminal> {
  const path = workspacePath();
  await answer(['--workspace', path, 'init']);
  const file = priceFile(path, 'STETH-ETH.csv', 60, 1, (ago) => ((ago > 40 && ago < 45) || ago < 7 ? 0.95 : 0.999));
  await answer(['--workspace', path, 'import', file]);
  return terminalAt(path);
}

const depeg = (more: object = {}) => ({ terms: { ...terms(RULE, { about: STETH, title: 'Depeg' }), ...more } });

describe('alerts from the terminal', { timeout: 120_000 }, () => {
  it('a rule is looked at before it is written, written, armed, and tells why it fires', async () => {
    const { call } = await deskWithPrices();
    expect(await call('alerts.preview', { about: STETH, rule: RULE })).toMatchObject({
      fault: null,
      text: RULE,
      says: 'warn when price falls below 0.98 for at least 2 days, clear above 0.99, severity high',
      subjects: 1,
      firing: 1,
      unknown: 0,
      watches: [{ subject: 'stETH/ETH', fires: true, values: [{ name: 'price', value: '0.95', currency: 'ETH' }] }],
    });
    const { rule } = await call<{ rule: string }>('alerts.write', depeg());
    expect(await call('alerts.status')).toMatchObject({ rules: 1, armed: 0, firing: 0 });
    expect(await call('alerts.firings')).toEqual({ total: 0, more: false, firings: [] });
    expect(await call('alerts.arm', { rule })).toEqual({ rule });
    const { total, firings } = await call<{ total: number; firings: { firing: string }[] }>('alerts.firings');
    expect(total).toBe(1);
    const { firing } = firings[0]!;
    expect(await call('alerts.firing', { firing })).toMatchObject({
      rule,
      title: 'Depeg',
      subject: 'stETH/ETH',
      severity: 'high',
      // Below since the close of six days ago; two days later it fires.
      observed: `${dayBack(3)}T00:00:00.000Z`,
      due: `${dayBack(3)}T00:00:00.000Z`,
      late: true,
      passed: false,
      ended: null,
      acknowledged: null,
      why: {
        rule: RULE,
        clauses: [{ text: 'price < 0.98', holds: true, levels: ['0.98'] }],
        readings: [{ name: 'price', unit: 'price', currency: 'ETH', last: { value: '0.95', origin: { kind: 'row', row: 57 } } }],
      },
      terms: { rule: RULE, title: 'Depeg' },
      corrections: [],
    });
    expect(await call('alerts.replay', { firing })).toEqual({ ok: { replayed: 1, identical: 1, different: [], unrecorded: null } });
    expect(await call('alerts.replay')).toMatchObject({ ok: { replayed: 1, identical: 1, unrecorded: { fired: 0, cleared: 0 } } });
  });

  it('an alert is acknowledged and snoozed by processes of their own; each is taken back by undo, and is searched', async () => {
    const desk = await deskWithPrices();
    const { call } = desk;
    const { rule } = await call<{ rule: string }>('alerts.write', { ...depeg(), arm: true });
    const stands = async () => {
      const { firings } = await call<{ firings: { firing: string; acknowledged: unknown; snoozedUntil: unknown }[] }>('alerts.firings');
      return firings[0]!;
    };
    const { firing } = await stands();
    const process = terminalAt(desk.path, true);
    expect(await process.call('alerts.acknowledge', { firings: [firing], note: 'asked the custodian' })).toEqual({ acknowledged: 1 });
    expect(await stands()).toMatchObject({ acknowledged: { note: 'asked the custodian' } });
    expect(await call('alerts.firings', { text: 'custodian', state: 'acknowledged' })).toMatchObject({ total: 1 });
    expect(await call('alerts.firings', { text: 'custodian', state: 'unacknowledged' })).toMatchObject({ total: 0 });
    // Whoever says so twice has said it once.
    expect(await call('alerts.acknowledge', { firings: [firing] })).toEqual({ acknowledged: 0 });
    await answer(['--workspace', desk.path, 'undo']);
    expect(await stands()).toMatchObject({ acknowledged: null });

    const until = new Date(Date.now() + 864e5).toISOString();
    expect(await process.call('alerts.snooze', { rule, subject: 'stETH/ETH', until })).toEqual({ rule });
    expect(await stands()).toMatchObject({ snoozedUntil: until });
    await answer(['--workspace', desk.path, 'undo']);
    expect(await stands()).toMatchObject({ snoozedUntil: null });
    await call('alerts.snooze', { rule, until });
    expect(await call('alerts.firings', { state: 'snoozed' })).toMatchObject({ total: 1 });
    expect(await call('alerts.unsnooze', { rule })).toEqual({ rule });
    expect(await call('alerts.firings', { state: 'snoozed' })).toMatchObject({ total: 0 });

    await call('alerts.disarm', { rule });
    expect(await call('alerts.firings', { rule })).toMatchObject({ total: 1, firings: [{ ended: 'disarmed' }] });
    await call('alerts.remove', { rule });
    expect(await call('alerts.rules')).toEqual([]);
    await call('alerts.restore', { rule });
    expect(await call('alerts.rules')).toMatchObject([{ rule, armedAt: null, fired: 1, lastFired: { firing, subject: 'stETH/ETH' } }]);
    const { document } = await answer<{ words: string }[]>(['--workspace', desk.path, 'log', '--column', 'alerts', '--limit', '3']);
    expect(document.map(({ words }) => words)).toEqual([
      `Wrote the alert rule “Depeg”: ${RULE}`,
      'Removed the alert rule “Depeg”',
      'Disarmed the alert rule “Depeg”',
    ]);
  });

  it('rules are rehearsed: alone, against another, over thresholds, and against falls that were marked', async () => {
    const { call } = await deskWithPrices();
    interface Rehearsed {
      readonly ok: {
        readonly subjects: readonly { readonly firings: readonly { readonly at: number; readonly cleared: number | null }[] }[];
      };
    }
    const at = (ago: number) => Date.parse(`${dayBack(ago)}T00:00:00Z`);
    const alone = await call<Rehearsed>('alerts.rehearse', { about: STETH, rule: RULE });
    expect(alone).toMatchObject({
      ok: {
        text: RULE,
        total: 1,
        thresholds: [{ clause: 0, subject: 'price', number: '0.98' }],
        subjects: [{ subject: 'stETH/ETH', observations: 60, evaluated: 60, unknown: 0, firesStill: true }],
      },
    });
    // A close stands at the end of its day, hence at the beginning of the next.
    expect(alone.ok.subjects[0]!.firings).toEqual([
      { at: at(41), cleared: at(39), value: '0.95' },
      { at: at(3), cleared: null, value: '0.95' },
    ]);
    await call('alerts.markDrawdowns', {
      kind: 'pair',
      subject: 'stETH/ETH',
      metric: 'market.pair-price',
      marks: [{ from: `${dayBack(42)}T12:00:00Z`, to: `${dayBack(39)}T00:00:00Z`, note: 'the first' }],
    });
    expect(
      await call('alerts.rehearse', {
        about: STETH,
        rule: RULE,
        against: 'price < 0.98',
        sweep: { clause: 0, numbers: ['0.9', '0.98'] },
        warning: 3 * 864e5,
      }),
    ).toMatchObject({
      ok: {
        against: { text: 'price < 0.98' },
        subjects: [
          {
            marks: { missed: 0, falseAlarms: [at(3)] },
            against: { onlyFirst: 0, onlySecond: 0, both: [{ lead: -2 * 864e5 }, { lead: -2 * 864e5 }] },
          },
        ],
        sweep: {
          points: [
            { number: '0.9', rule: 'price < 0.9 for 2d clear > 0.91 severity high', firings: [] },
            { number: '0.98', firings: [{ at: at(41) }, { at: at(3) }] },
          ],
        },
      },
    });
    // It was rehearsed, and nothing of it was kept.
    expect(await call('alerts.rules')).toEqual([]);
    // A rule to begin with is rehearsed the same way: four days below the peg and six.
    const presets = await call<readonly object[]>('alerts.presets', { kind: 'pair' });
    expect(presets).toContainEqual(
      expect.objectContaining({
        id: 'pair-depeg',
        says: expect.stringMatching(/^warn when peg falls below 0\.98/),
        rehearsal: expect.objectContaining({ subjects: 1, rehearsed: 1, firings: 2, firing: 1 }),
      }),
    );
  });

  it('a text that cannot be read is refused, and the fault stands at its characters', async () => {
    const { call, refused } = await deskWithPrices();
    const cases: readonly (readonly [string, string, string, string])[] = [
      ['price < 0.98 fro 2h', 'unexpected', 'fro', '“fro” stands at character 14, but “for” seems to be meant.'],
      ['prise < 0.98', 'unknown-name', 'prise', 'Nothing is called “prise”. Did you mean price?'],
      [
        'price < 98%',
        'wrong-unit',
        'price < 98%',
        '98% is a share, but price is a price. Write 0.98, or ask for the change over a time: change(price, 7d).',
      ],
      ['price <', 'unexpected', '', 'The text ends at character 8, but here a name, a function or a number must stand.'],
      [
        'price < 0.98 clear < 0.97',
        'clear-overlaps',
        'clear < 0.97',
        'This clears the alert while its condition still holds. Clear on the other side of the level that fires.',
      ],
      ['price < 0.98 for 2', 'no-duration', '2', '2 is no time. Write it with s, min, h, d, w, such as 2h or 7d.'],
    ];
    for (const [rule, code, wrong, message] of cases) {
      expect(await refused('alerts.write', depeg({ rule }))).toEqual({ status: 1, code, message });
      const { fault } = await call<{ fault: { from: number; to: number } }>('alerts.preview', { about: STETH, rule });
      expect(fault).toMatchObject({ code, message });
      expect(rule.slice(fault.from, fault.to)).toBe(wrong);
    }
    expect(await call('alerts.rules')).toEqual([]);
  });

  it('refuses with a sentence, and with the status of a refusal', async () => {
    const { path, call, refused } = await deskWithPrices();
    const { rule } = await call<{ rule: string }>('alerts.write', depeg());
    const marks = [{ from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z', note: '' }];
    const cases: readonly (readonly [string, unknown, string, string])[] = [
      ['alerts.arm', { rule: 'nobody' }, 'no-such-rule', 'There is no alert rule nobody. The list of rules names them all.'],
      ['alerts.disarm', { rule }, 'not-armed', '“Depeg” is not armed.'],
      ['alerts.unsnooze', { rule }, 'not-snoozed', '“Depeg” is not snoozed.'],
      [
        'alerts.snooze',
        { rule, until: '2020-01-01T00:00:00Z' },
        'snooze-in-the-past',
        'A snooze must end later than now. Choose a later instant.',
      ],
      [
        'alerts.snooze',
        { rule, until: 'tomorrow' },
        'invalid-input',
        'The input is not right: until: must be an instant in UTC such as 2024-03-01T12:00:00Z.',
      ],
      ['alerts.acknowledge', { firings: ['nobody'] }, 'no-such-firing', 'No alert nobody has fired. Nothing was acknowledged.'],
      [
        'alerts.rehearse',
        { about: STETH, rule: 'price <' },
        'unexpected',
        'The text ends at character 8, but here a name, a function or a number must stand.',
      ],
      [
        'alerts.write',
        depeg({ quiet: { days: [1], from: '22:00', to: '07:00', zone: 'Mars/Olympus' } }),
        'unknown-zone',
        '“Mars/Olympus” is no time zone by name. Write one of the IANA list, such as Europe/Amsterdam.',
      ],
      [
        'alerts.markDrawdowns',
        { kind: 'pair', subject: 'stETH/ETH', metric: 'market.pair-price', marks },
        'empty-mark',
        'A drawdown that begins at 2026-02-01T00:00:00Z must end later than that.',
      ],
    ];
    for (const [procedure, input, code, message] of cases) {
      expect(await refused(procedure, input), procedure).toEqual({ status: 1, code, message });
    }
    // To a person each is its sentence; what the terminal itself does not understand is wrong usage.
    const typed = (...args: string[]) => terminal(['--workspace', path, 'call', ...args]);
    expect(await typed('alerts.arm', '{"rule":"nobody"}')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'There is no alert rule nobody. The list of rules names them all.\n',
    });
    expect(await typed('alerts.nothing')).toMatchObject({ status: 2, stdout: '' });
    expect(await typed('alerts.arm', '{')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'The JSON text is wrong at line 1, column 2: a name in quotes was expected.\n',
    });
    expect((await typed('alerts.rules')).stdout).toContain('warn when price falls below 0.98 for at least 2 days, clear above 0.99');
  });
});
