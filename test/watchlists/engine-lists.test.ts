import { expect, test } from 'vitest';
import { ok, refusal } from '../workspace/open-workspace.ts';
import { listTerms, watching } from './made-watching.ts';

const VENUES = ['okx', 'bybit', 'deribit', 'bitget'].map((id) => ({ kind: 'venue' as const, id }));

test('a list keeps its order through moves and their undoing', async () => {
  const { api } = watching();
  const { list } = ok(await api.watchlists.save({ terms: listTerms() }));
  const { entries } = ok(await api.watchlists.add({ list, about: VENUES }));
  const order = async () => ok(await api.watchlists.list({ list })).rows.map(({ about }) => about.id);
  expect(await order()).toEqual(['okx', 'bybit', 'deribit', 'bitget']);
  ok(await api.watchlists.move({ list, entries: [entries[3]!, entries[0]!], before: entries[2]! }));
  expect(await order()).toEqual(['bybit', 'bitget', 'okx', 'deribit']);
  ok(await api.journal.undo({ target: list }));
  expect(await order()).toEqual(['okx', 'bybit', 'deribit', 'bitget']);
  expect(refusal(await api.watchlists.move({ list, entries: [entries[0]!], before: entries[0]! })).code).toBe('moved-before-itself');
});
