import '../../renderer/frame/first-paint.css';
import '../../renderer/frame/frame.css';
import axe from 'axe-core';
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ExpressionField, type ExpressionKind, vocabularyOf } from '../../renderer/expressions/index.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { expectSilence } from '../frame/page.tsx';

const NAMES = vocabularyOf([
  { name: 'rate', says: 'What it pays in a year, base and rewards together', unit: 'fraction', values: null },
  { name: 'rate.base', says: 'What it pays in a year without rewards', unit: 'fraction', values: null },
  { name: 'tvl', says: 'What is deposited', unit: 'money', values: null },
  { name: 'peg', says: 'Its price over the price of what it is pegged to', unit: 'price', values: null },
]);

let root: Root | null = null;
let checkSilence: () => void;
const submitted = vi.fn<(text: string) => void>();

function Held({ kind }: { readonly kind: ExpressionKind }) {
  const [text, setText] = useState('');
  return (
    <main style={{ width: 620, padding: 20 }}>
      <h1>Screener</h1>
      <ExpressionField
        kind={kind}
        label="Condition"
        vocabulary={NAMES}
        value={text}
        onChange={setText}
        onSubmit={() => submitted(text)}
        placeholder="rate.base > 4% and tvl > 5m"
        empty="Everything is let through."
      />
      <button type="button">After it</button>
    </main>
  );
}

beforeEach(() => {
  checkSilence = expectSilence();
  submitted.mockClear();
});
afterEach(() => {
  root?.unmount();
  root = null;
  setPreferences({ theme: 'light' });
  checkSilence();
});

async function open(kind: ExpressionKind = 'condition') {
  document.body.innerHTML = '<div id="root"></div>';
  root = createRoot(document.getElementById('root')!);
  root.render(<Held kind={kind} />);
  await expect.element(field()).toBeVisible();
  await userEvent.click(field());
}
const field = () => page.getByRole('textbox', { name: 'Condition' });
const options = () => [...document.querySelectorAll('[role="option"] code')].map((option) => option.textContent);
const marked = () => [...document.querySelectorAll('.piece-wrong')].map((piece) => piece.textContent).join('');

test('is written by keys alone: completed by Tab and Enter, told in words, sent by Enter', async () => {
  await open();
  await userEvent.keyboard('rat');
  await expect.poll(options).toEqual(['rate', 'rate.base']);
  await expect.element(field()).toHaveAttribute('aria-activedescendant', expect.stringMatching(/-0$/));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(field()).toHaveValue('rate.base ');
  await expect.poll(options).toContain('>=');
  await userEvent.keyboard('> 4% ');
  await userEvent.keyboard('an{Tab}');
  await expect.element(field()).toHaveValue('rate.base > 4% and ');
  await userEvent.keyboard('tvl > 5m');
  await expect.poll(options).toEqual([]);
  await expect.element(page.getByText('Where rate.base is above 4 % and tvl is above 5 million.')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(submitted).toHaveBeenCalledExactlyOnceWith('rate.base > 4% and tvl > 5m');
});

test('a name that is written out is sent by Enter, not completed', async () => {
  await open();
  await userEvent.keyboard('tvl > rate');
  await expect.poll(options).toEqual(['rate', 'rate.base']);
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toHaveValue('tvl > rate');
  await expect.poll(options).toEqual([]);
});

test('points at a mistake only when it is one', async () => {
  await open();
  await userEvent.keyboard('tlv');
  await expect.element(field()).toHaveAttribute('aria-invalid', 'false');
  expect(marked()).toBe('');
  await userEvent.keyboard(' > 5m');
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true');
  expect(marked()).toBe('tlv');
  await expect.element(page.getByText('Nothing is called “tlv”. Did you mean tvl?')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(submitted).not.toHaveBeenCalled();
});

test('says what is missing when it is left or sent unfinished', async () => {
  await open();
  await userEvent.keyboard('tvl > {Escape}');
  await expect.element(field()).toHaveAttribute('aria-invalid', 'false');
  await userEvent.keyboard('{Enter}');
  await expect.element(field()).toHaveAttribute('aria-invalid', 'true');
  await expect
    .element(page.getByText(/^The text ends at character 7, but here a name, a function or a number must stand\.$/))
    .toBeVisible();
  await userEvent.keyboard('5');
  await expect.element(field()).toHaveAttribute('aria-invalid', 'false');
});

test('opens its list by the down arrow, closes it by Escape, and lets Tab pass where nothing is begun', async () => {
  await open();
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(options).toContain('tvl');
  expect(options()).toContain('mean(');
  await userEvent.keyboard('{Escape}');
  await expect.poll(options).toEqual([]);
  await userEvent.keyboard('tvl ');
  await expect.poll(options).toContain('<');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('button', { name: 'After it' })).toHaveFocus();
});

test('what was completed is taken back by the field’s own undo', async () => {
  await open();
  await userEvent.keyboard('pe{Tab}');
  await expect.element(field()).toHaveValue('peg ');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(field()).not.toHaveValue('peg ');
});

test('Escape closes the list, then leaves the field; what was typed stays, and can still be undone', async () => {
  const backedOut = vi.fn<(event: KeyboardEvent) => void>();
  const heard = (event: KeyboardEvent) => void (event.key === 'Escape' && backedOut(event));
  window.addEventListener('keydown', heard);
  await open();
  await userEvent.keyboard('pe{Tab}< 0.98 and rat');
  await expect.poll(options).toEqual(['rate', 'rate.base']);
  await userEvent.keyboard('{Escape}');
  await expect.poll(options).toEqual([]);
  await expect.element(field()).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).not.toHaveFocus();
  await expect.element(field()).toHaveValue('peg < 0.98 and rat');
  // Neither was heard by the window, which would have backed out of the form.
  expect(backedOut).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(backedOut).toHaveBeenCalledOnce();
  await userEvent.click(field());
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(field()).not.toHaveValue('peg < 0.98 and rat');
  window.removeEventListener('keydown', heard);
});

test('what lies under the text lies where the text is, on every line', async () => {
  await open('rule');
  const long =
    'peg < 0.98 and rate.base > 4% and tvl < 5m for 2h clear peg > 0.99 clear for 1h stale 6h cooldown 1d severity high until 2027-12-31';
  await userEvent.fill(field(), long);
  await userEvent.keyboard('{Escape}');
  const mirror = document.querySelector<HTMLElement>('.expression-mirror')!;
  const text = field().element() as HTMLTextAreaElement;
  expect(mirror.offsetHeight).toBeGreaterThan(45);
  expect(text.scrollHeight).toBeLessThanOrEqual(mirror.offsetHeight);
  expect(text.clientWidth).toBe(mirror.clientWidth);
  await expect.element(page.getByText(/^Warn when peg falls below 0\.98 and .*, severity high\.$/)).toBeVisible();
});

test.each(['light', 'dark'] as const)('gives axe nothing to find, %s', async (theme) => {
  setPreferences({ theme });
  await open();
  await userEvent.keyboard('mean(peg, 7d) < 0.98 and rat');
  await expect.poll(options).toEqual(['rate', 'rate.base']);
  const { violations } = await axe.run('.expression', { resultTypes: ['violations'] });
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
});
