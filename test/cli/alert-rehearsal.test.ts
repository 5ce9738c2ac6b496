import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../workspace/open-workspace.ts';
import { answer, terminal, terminalProcess } from './run-terminal.ts';

/** Three days around a level, as the terminal's contract words the input. */
const SERIES = [
  { at: '2024-05-01T00:00:00Z', value: '0.995' },
  { at: '2024-05-01T06:00:00Z', value: '0.979' },
  { at: '2024-05-01T08:00:00Z', value: '0.9750' },
  { at: '2024-05-01T12:00:00Z', value: '0.985' },
  { at: '2024-05-02T00:00:00Z', value: '0.991' },
  { at: '2024-05-03T00:00:00Z', value: '0.97' },
  { at: '2024-05-03T01:59:59Z', value: '0.97' },
];
const DEPEG = { rule: 'value < 0.98 for 2h clear > 0.99', series: SERIES };
/** Below at 06:00, so for two hours at 08:00; 0.985 does not clear it, 0.991 does; the last fall has lasted a second too little. */
const FIRED = '{"ok":{"firings":[{"at":"2024-05-01T08:00:00Z","value":"0.975","cleared":"2024-05-02T00:00:00Z"}]},"trail":[';
const COLLAPSE = {
  rule: 'change(value, 7d) < -30%',
  series: [100, 98, 95, 90, 85, 80, 75, 69, 70].map((value, day) => ({ at: `2024-03-0${day + 1}`, value: String(value) })),
};

describe('calc alert-rehearsal', { timeout: 120_000 }, () => {
  it('answers to the letter of the contract, from an argument, a file and standard input, without a workspace', async () => {
    const file = join(temporaryFolder(), 'rehearsal.json');
    writeFileSync(file, JSON.stringify(DEPEG));
    const line = ['--json', 'calc', 'alert-rehearsal'];
    for (const ended of [
      await terminalProcess([...line, JSON.stringify(DEPEG)]),
      await terminal([...line, `@${file}`]),
      await terminal([...line, '-'], JSON.stringify(DEPEG)),
    ]) {
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(ended.stdout.startsWith(FIRED), ended.stdout).toBe(true);
    }
  });

  it('runs once an element of a list, with the other example of the contract', async () => {
    const { status, document } = await answer<readonly { readonly ok: unknown }[]>(
      ['calc', 'alert-rehearsal', '-'],
      JSON.stringify([DEPEG, COLLAPSE, { ...DEPEG, series: [] }]),
    );
    expect(status).toBe(0);
    expect(document.map(({ ok }) => ok)).toEqual([
      { firings: [{ at: '2024-05-01T08:00:00Z', value: '0.975', cleared: '2024-05-02T00:00:00Z' }] },
      { firings: [{ at: '2024-03-08', value: '69', cleared: '2024-03-09' }] },
      { firings: [] },
    ]);
  });

  it('says in its trail what it was computed from', async () => {
    const { document } = await answer<{ readonly trail: readonly object[] }>(['calc', 'alert-rehearsal', '-'], JSON.stringify(DEPEG));
    expect(document.trail).toMatchObject([
      {
        figure: 'firings',
        formula: 'value < 0.98 for 2h clear > 0.99',
        source: 'warn when value falls below 0.98 for at least 2 hours, clear above 0.99.',
        inputs: [{ name: 'observations', value: '7', origin: { kind: 'given' } }, { value: '0' }],
        value: '1',
        unit: 'count',
      },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    [
      'a rule that cannot be read',
      { ...DEPEG, rule: 'value < 0.98 fro 2h' },
      'rule',
      '“fro” stands at character 14, but “for” seems to be meant.',
    ],
    ['another name than value', { ...DEPEG, rule: 'price < 0.98' }, 'rule', ''],
    ['no rule', { series: SERIES }, 'rule', ''],
    ['a day that is none', { ...DEPEG, series: [{ at: '2024-02-30', value: '1' }] }, 'series.0.at', ''],
    ['a value that is a number', { ...DEPEG, series: [...SERIES, { at: '2024-05-04', value: 1 }] }, 'series.7.value', ''],
    ['a member that nobody knows', { ...DEPEG, sereis: [] }, '', ''],
  ])('refuses %s, with the path of the field', async (_name, input, path, message) => {
    const { status, document } = await answer(['calc', 'alert-rehearsal', '-'], JSON.stringify(input));
    expect(status).toBe(1);
    expect(document).toMatchObject({
      error: { code: 'invalid-input', details: { issues: [{ path, message: expect.stringContaining(message) }] } },
    });
    // The same of one element of a list has its place before it.
    const second = await answer(['calc', 'alert-rehearsal', '-'], JSON.stringify([DEPEG, input]));
    expect(second.document).toMatchObject({ error: { details: { issues: [{ path: path === '' ? '1' : `1.${path}` }] } } });
  });

  it('is unavailable, with a reason, where one series cannot answer', async () => {
    const rank = { ...DEPEG, rule: 'rank(value) <= 3' };
    expect(await answer(['calc', 'alert-rehearsal', JSON.stringify(rank)])).toMatchObject({
      status: 0,
      document: { unavailable: { reason: 'needs-subjects' } },
    });
    const { stdout } = await terminal(['calc', 'alert-rehearsal', JSON.stringify(rank)]);
    expect(stdout).toMatch(/^unavailable \(needs-subjects\): A rank is known only among several subjects/);
  });
});
