import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { offer } from '../../renderer/window/commands.ts';
import { listenForKeys } from '../../renderer/window/keys.ts';

const stops: Array<() => void> = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  document.body.replaceChildren();
});

test('Enter presses the button that has the focus, and runs a command only where none has', async () => {
  const run = vi.fn<() => void>();
  const press = vi.fn<() => void>();
  stops.push(listenForKeys(), offer(null, [{ id: 'list.open', title: 'Open', group: 'Test', keys: ['Enter', ' '], run }]));
  const button = document.createElement('button');
  button.append('Look at it');
  button.addEventListener('click', press);
  document.body.append(button);
  button.focus();
  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard(' ');
  expect([press.mock.calls.length, run.mock.calls.length]).toEqual([2, 0]);
  button.blur();
  await userEvent.keyboard('{Enter}');
  expect([press.mock.calls.length, run.mock.calls.length]).toEqual([2, 1]);
});

test('the second key of a chord belongs to the window, the same key alone to the list that has the focus', async () => {
  const go = vi.fn<() => void>();
  const move = vi.fn<(key: string) => void>();
  stops.push(listenForKeys(), offer(null, [{ id: 'go.tickets', title: 'Go to Pre-trade', group: 'Go', keys: ['g k'], run: go }]));
  const list = document.createElement('div');
  list.tabIndex = 0;
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'k') return;
    event.preventDefault();
    move(event.key);
  });
  document.body.append(list);
  list.focus();
  await userEvent.keyboard('gk');
  expect([go.mock.calls.length, move.mock.calls.length]).toEqual([1, 0]);
  await userEvent.keyboard('k');
  expect([go.mock.calls.length, move.mock.calls.length]).toEqual([1, 1]);
});
