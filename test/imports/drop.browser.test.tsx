import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenForDrops } from '../../renderer/imports/drop.ts';

const take = vi.fn<(files: readonly File[]) => void>();
let stop: () => void;

beforeEach(() => {
  take.mockClear();
  stop = listenForDrops(take);
  document.body.innerHTML = '<div id="page"></div><div data-takes-files=""><p id="taker"></p></div>';
});
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

function send(type: string, id: string): void {
  const carried = new DataTransfer();
  carried.items.add(new File(['a'], 'a.csv'));
  document.getElementById(id)!.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
}
const said = () => document.documentElement.dataset['dropping'];

test('the page says what becomes of files that hang over it, and nothing over what takes them for itself', () => {
  send('dragenter', 'page');
  expect(said()).toBe('');
  send('dragenter', 'taker');
  send('dragleave', 'page');
  expect(said()).toBe('here');
  send('dragleave', 'taker');
  expect(said()).toBeUndefined();
});

test.each([
  ['prevents the default', (event: Event) => event.preventDefault()],
  ['stops the event', (event: Event) => (event.preventDefault(), event.stopPropagation())],
])('files are nobody else’s when the one who takes them %s, and the page falls silent', (_how, takes) => {
  document.querySelector('[data-takes-files]')!.addEventListener('drop', takes);
  send('dragenter', 'taker');
  send('drop', 'taker');
  expect(take).not.toHaveBeenCalled();
  expect(said()).toBeUndefined();
});

test('files dropped anywhere else are taken', () => {
  send('dragenter', 'page');
  send('drop', 'page');
  expect(take.mock.calls.map(([files]) => files.map(({ name }) => name))).toEqual([['a.csv']]);
  expect(said()).toBeUndefined();
});
