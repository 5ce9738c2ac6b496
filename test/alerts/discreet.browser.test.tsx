import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { isOwnMoney, withoutAmounts } from '../../renderer/alerts/discreet.ts';
import { writeRule } from '../../renderer/alerts/ways.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { openWindow } from '../frame/page.tsx';
import { alertsPage } from './alerts-page.ts';
import { madeFiring, madeRule, madeTerms } from './made-alerts.ts';

const { firings, rules, answers } = alertsPage();

test.each([
  ['value < 51234 for 2h clear > 60000.5 severity high', 'value < ••• for 2h clear > ••• severity high'],
  ['value between 5m and 7.5bn until 2027-12-31', 'value between ••• and ••• until 2027-12-31'],
  ['change(value, 7d) < -15% cooldown 30min', 'change(value, 7d) < -15% cooldown 30min'],
  [
    'warn when value falls below 51,234, clear above 5 million for at least 20 hours',
    'warn when value falls below •••, clear above ••• for at least 20 hours',
  ],
  ['falls by more than 1.5 % within 3 days', 'falls by more than 1.5 % within 3 days'],
])('%s', (text, expected) => {
  expect(withoutAmounts(text)).toBe(expected);
});

test('own are the amounts of positions, trades and desks, and not those of the market', () => {
  expect([
    isOwnMoney('money', 'position'),
    isOwnMoney('money', 'leg'),
    isOwnMoney('money', 'pool'),
    isOwnMoney('fraction', 'position'),
  ]).toEqual([true, true, false, false]);
});

describe('in discreet mode', () => {
  const TEXT = 'value < 51234 clear > 61234 severity high';
  const SAYS = 'warn when value falls below 51234, clear above 61234, severity high';

  /** A position whose own value a rule watches; every amount in it has 1234 in it. */
  function watchOwnValue(): void {
    answers['metrics.list'] = () => [
      {
        id: 'positions.value',
        name: 'Value',
        word: 'value',
        unit: 'money',
        says: 'What it holds.',
        subject: 'position',
        basis: null,
        freshDays: 3,
        clocked: false,
        hasHistory: true,
      },
    ];
    answers['metrics.vocabulary'] = () => [{ name: 'value', says: 'What it holds.', unit: 'money', values: null }];
    answers['metrics.history'] = () => ({
      currency: 'USD',
      basis: null,
      says: null,
      total: 60,
      points: Array.from({ length: 60 }, (_, day) => ({
        at: Date.parse('2026-01-01T00:00:00Z') + day * 864e5,
        value: day < 40 ? '71234' : '41234',
        origin: { kind: 'row', dataset: 'd1', row: day },
      })),
      gaps: [],
    });
    const observed = '2026-02-10T00:00:00.000Z';
    const origin = { kind: 'row', dataset: 'd1', row: 40 } as const;
    const side = {
      subject: 'value',
      input: 'value',
      value: '41234',
      word: null,
      unknown: null,
      from: observed,
      to: observed,
      observations: 1,
      rows: [],
    };
    firings.push(
      madeFiring(1, {
        kind: 'position',
        subject: 'pos1',
        subjectTitle: 'Term deposit',
        title: 'It shrinks',
        why: {
          rule: TEXT,
          says: SAYS,
          readings: [
            {
              name: 'value',
              metric: 'positions.value',
              unit: 'money',
              currency: 'USD',
              last: { observed, value: '41234', origin },
              from: [{ name: 'amount held', value: '1234.5', origin }],
              window: { from: observed, observations: 1, rows: [{ observed, value: '41234', origin }] },
            },
          ],
          clauses: [{ text: 'value < 51234', holds: true, levels: ['51234'], sides: [side] }],
          because: null,
        },
      }),
    );
    const terms = madeTerms({
      title: 'It shrinks',
      rule: TEXT,
      note: '',
      about: { kind: 'position', which: { of: 'named', ids: ['pos1'] } },
    });
    rules.splice(0, rules.length, madeRule('r1', { terms, says: SAYS }));
    setPreferences({ discreet: true });
  }

  /** Everything that is written, told to who hears the page, or shown where a pointer rests. */
  function readable(): string {
    const told = [...document.querySelectorAll('.middle *')].flatMap((element) =>
      ['aria-label', 'aria-valuetext', 'data-tip', 'title'].map((name) => element.getAttribute(name) ?? ''),
    );
    return `${document.querySelector('.middle')?.textContent ?? ''} ${told.join(' ')}`;
  }

  test('an alert, its chart and the lists tell no amount', async () => {
    watchOwnValue();
    openWindow('alerts');
    await userEvent.click(page.getByRole('row', { name: /It shrinks/ }));
    await expect.element(page.getByText('Recomputed from journal and data: identical.')).toBeVisible();
    const chart = page.getByRole('slider', { name: /Value of Term deposit/ });
    await expect.element(chart).toBeVisible();
    await userEvent.hover(chart);
    await expect.element(chart).toHaveAttribute('aria-valuetext', expect.stringContaining('•••'));
    expect(readable()).toContain('value < •••');
    expect(readable()).not.toMatch(/1,?234|\b[4-7]\d,?000\b|[4-7]0k/);
    await userEvent.click(page.getByRole('tab', { name: 'Rules' }));
    await expect.element(page.getByRole('grid', { name: 'Rules' }).getByText(/value < •••/)).toBeVisible();
    expect(readable()).not.toMatch(/1,?234/);
    await userEvent.click(page.getByRole('tab', { name: 'History' }));
    await expect.element(page.getByRole('listbox', { name: 'Firings by rule and subject' })).toBeVisible();
    expect(readable()).not.toMatch(/1,?234/);
  });

  test('nor does the rehearsal of a rule, but for what is typed', async () => {
    watchOwnValue();
    openWindow('alerts');
    await expect.element(page.getByRole('heading', { name: 'Alerts', level: 1 })).toBeVisible();
    writeRule({ kind: 'position', ids: ['pos1'], rule: 'value < 51234 clear > 61234' });
    await expect.element(page.getByRole('region', { name: 'Rehearsal' }).getByRole('row', { name: 'Firings 1, one still' })).toBeVisible();
    await userEvent.hover(page.getByRole('slider', { name: /Value of pos1/ }));
    const rehearsal = document.querySelector('.rehearsal')!;
    const told = [...rehearsal.querySelectorAll('*')]
      .map((each) => `${each.getAttribute('aria-label')} ${each.getAttribute('aria-valuetext')}`)
      .join(' ');
    expect(`${rehearsal.textContent} ${told}`).not.toMatch(/1,?234|\b[4-7]\d,?000\b/);
    expect(document.querySelector('.form-sentence')?.textContent).toContain('falls below •••');
  });
});
