import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { queries } from '../../renderer/engine/reading.ts';
import {
  type FoundSubject,
  type MetricEntry,
  MetricFigure,
  MetricPicker,
  metricText,
  SubjectPicker,
} from '../../renderer/metrics/index.ts';
import { type Figure, known, type MetricValue, unavailable } from '../../shared/figures/index.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';
import { expectSilence, findings } from '../frame/page.tsx';

const entry = (fields: Partial<MetricEntry>): MetricEntry => ({
  id: 'market.pool-rate',
  name: 'Rate',
  says: 'Base and reward together.',
  subject: 'pool',
  unit: 'fraction',
  word: 'rate',
  basis: 'As quoted.',
  freshDays: 7,
  clocked: false,
  hasHistory: true,
  ...fields,
});
const METRICS: readonly MetricEntry[] = [
  entry({}),
  entry({ id: 'market.pool-tvl', name: 'Value locked', says: 'What is deposited.', unit: 'money', word: 'tvl', basis: null }),
  entry({
    id: 'market.pool-chain',
    name: 'Chain',
    says: 'Where it is.',
    unit: 'text',
    word: 'chain',
    basis: null,
    freshDays: null,
    hasHistory: false,
  }),
  entry({ id: 'positions.value', name: 'Value', subject: 'position', unit: 'money', word: 'value', basis: null }),
];
const SUBJECTS: readonly FoundSubject[] = [
  { kind: 'pool', id: '747c1d2a', title: 'STETH, lido on Ethereum' },
  { kind: 'pool', id: '9b2c', title: 'WETH-USDC, uniswap-v3 on Base' },
  { kind: 'asset', id: 'stETH', title: 'stETH, Lido Staked Ether' },
];

answeringBridge({
  'metrics.list': () => METRICS,
  'metrics.titles': ({ subjects }: { subjects: { id: string }[] }) =>
    subjects.map(({ id }) => ({ title: SUBJECTS.find((each) => each.id === id)?.title ?? null, facts: {} })),
  'metrics.subjects': ({ words, kinds }: { words: string; kinds?: string[] }) => {
    const found = SUBJECTS.filter(
      ({ kind, title }) => (kinds?.includes(kind) ?? true) && title.toLowerCase().includes(words.toLowerCase()),
    );
    return { total: found.length + 40, subjects: found };
  },
});

let root: Root;
let silence: () => void;
let chosen: unknown[] = [];

beforeEach(() => {
  silence = expectSilence();
  queries.clear();
  chosen = [];
  document.body.innerHTML = '<main id="root"></main>';
  root = createRoot(document.getElementById('root')!);
});
afterEach(() => {
  root.unmount();
  silence();
});

function draw(content: React.ReactNode): void {
  root.render(
    <QueryClientProvider client={queries}>
      <MantineProvider>{content}</MantineProvider>
    </QueryClientProvider>,
  );
}

function Subjects() {
  const [subject, setSubject] = useState<FoundSubject | null>(null);
  return (
    <SubjectPicker
      label="About"
      value={subject}
      onChange={(found) => {
        chosen.push(found);
        setSubject(found);
      }}
    />
  );
}

function Metrics() {
  const [metric, setMetric] = useState<string | null>(null);
  return (
    <MetricPicker
      label="Metric"
      subject="pool"
      value={metric}
      onChange={({ id }) => {
        chosen.push(id);
        setMetric(id);
      }}
      fits={({ hasHistory }) => hasHistory}
    />
  );
}

describe('the picker of subjects', () => {
  test('finds of any kind by words, by keyboard alone', async () => {
    draw(<Subjects />);
    const field = page.getByRole('combobox', { name: 'About' });
    await field.click();
    await expect.element(page.getByRole('option', { name: /Lido Staked Ether/ })).toBeVisible();
    await userEvent.keyboard('steth');
    await expect.element(page.getByRole('option', { name: /uniswap/ })).not.toBeInTheDocument();
    await expect.element(page.getByText('40 more; type on to narrow them down.')).toBeVisible();
    expect(await findings('#root')).toEqual([]);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(field).toHaveValue('STETH, lido on Ethereum');
    expect(chosen).toEqual([SUBJECTS[0]]);
    expect(page.getByRole('listbox').query()).toBeNull();
  });

  test('gives up what was typed on Escape and on leaving', async () => {
    draw(<Subjects />);
    const field = page.getByRole('combobox', { name: 'About' });
    await field.click();
    await userEvent.keyboard('lido{Escape}');
    await expect.element(field).toHaveValue('');
    expect(chosen).toEqual([]);
  });
});

describe('the picker of metrics', () => {
  test('groups them, keeps to those that fit, and says what the marked one means', async () => {
    draw(<Metrics />);
    await page.getByRole('combobox', { name: 'Metric' }).click();
    await expect.element(page.getByRole('group', { name: 'Rates and shares' })).toBeVisible();
    expect(
      page
        .getByRole('option')
        .elements()
        .map((option) => option.textContent),
    ).toEqual(['Raterate', 'Value lockedtvl']);
    await expect.element(page.getByText('Base and reward together. In per cent. As quoted. Too old after 7 days.')).toBeVisible();
    await userEvent.keyboard('tvl{Enter}');
    expect(chosen).toEqual(['market.pool-tvl']);
    expect(await findings('#root')).toEqual([]);
  });
});

describe('a metric’s value', () => {
  const quoted: Figure<MetricValue> = known({
    text: '0.02235',
    asOf: '2020-01-01T00:00:00.000Z',
    basis: { kind: 'APR', standing: 'quoted', net: 'gross' },
  });

  test('has its basis and its age, and an unknown one says why', async () => {
    draw(
      <>
        <MetricFigure metric={METRICS[0]!} figure={quoted} of="STETH" />
        <MetricFigure metric={METRICS[1]!} figure={unavailable('not-quoted', 'Nothing is given.')} of="WETH" />
      </>,
    );
    await expect.element(page.getByRole('button', { name: /Rate of STETH: 2\.2/ })).toBeVisible();
    await expect.element(page.getByText('APR · quoted · gross')).toBeVisible();
    expect(document.querySelector('.age.late')?.textContent).toMatch(/old/);
    await expect.element(page.getByRole('button', { name: /Value locked of WETH: unavailable\. Nothing is given\./ })).toBeVisible();
  });

  test('is printed in its unit', () => {
    const text = (fields: Partial<MetricEntry>, value: MetricValue) => metricText(entry(fields), known(value));
    expect(text({ unit: 'fraction' }, { text: '0.5' })).toBe('50.00\u202f%');
    expect(text({ unit: 'money' }, { text: '23908962564', currency: 'USD' })).toBe('23.9B USD');
    expect(text({ unit: 'money', subject: 'position' }, { text: '1234.5', currency: 'EUR' })).toBe('1,234.50 EUR');
    expect(text({ unit: 'days' }, { text: '1.917' })).toBe('1.9 d');
    expect(text({ unit: 'verdict' }, { text: 'not-applicable' })).toBe('not applicable');
    expect(text({ unit: 'text' }, { text: 'Ethereum' })).toBe('Ethereum');
    expect(metricText(entry({}), unavailable('none', 'None.'))).toBe('—');
  });
});
