import { useMemo, useState } from 'react';
import { isRefused } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered } from '../engine/command.ts';
import { priceText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';
import { type TableColumn, WindowedTable } from '../lists/index.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { say } from '../window/notices.ts';
import { goTo, openBeside } from '../window/places.ts';
import { type EnteredPrice, useEnteredPrices } from './readings.ts';
import { subjectText } from './subjects.ts';
import type { ViewProps } from './view.ts';

/** Prices that were entered by hand. On its day each outweighs every dataset. */
export function EnteredView({ panel }: ViewProps) {
  const { data = [], isPending } = useEnteredPrices();
  const [active, setActive] = useState(0);
  const row = data[Math.min(active, data.length - 1)];
  useCommands(
    panel,
    useMemo(() => enteredCommands(row), [row]),
  );
  return (
    <>
      <div className="list-bar">
        <button type="button" className="main" onClick={() => enterPrice()}>
          Enter a price
        </button>
        <kbd>n</kbd>
      </div>
      <WindowedTable
        label="Prices entered by hand"
        columns={ENTERED_COLUMNS}
        count={data.length}
        rowAt={(index) => data[index]}
        active={Math.min(active, Math.max(0, data.length - 1))}
        onActive={setActive}
        onOpen={(price) => goTo('journal', price.event)}
      >
        {!isPending && (
          <div className="teaching">
            <h2>No price was entered by hand</h2>
            <p>
              Where no file has a price for a day, or a wrong one, say it yourself. It counts on its day before every dataset, and
              explanations name it.
            </p>
          </div>
        )}
      </WindowedTable>
    </>
  );
}

/** Opens the form beside the lists. */
export function enterPrice(asset = '', currency = ''): void {
  openBeside('market-detail', subjectText({ shows: 'entering', asset, currency }), { name: 'Enter a price' });
}

const ENTERED_COLUMNS: ReadonlyArray<TableColumn<EnteredPrice>> = [
  { id: 'day', title: 'Day', width: '13ch', cell: (row) => dayText(row.day) },
  { id: 'asset', title: 'Asset', width: 'minmax(10ch, 1fr)', cell: (row) => row.asset },
  { id: 'price', title: 'Price', width: 'minmax(14ch, 1fr)', align: 'end', cell: (row) => `${priceText(row.price)} ${row.currency}` },
  { id: 'note', title: 'Note', width: 'minmax(12ch, 1.6fr)', cell: (row) => <span className="muted">{row.note ?? ''}</span> },
];

async function withdrawPrice({ asset, currency, day, price, note }: EnteredPrice): Promise<void> {
  const outcome = await answered(() => api.market.withdrawPrice.mutate({ asset, currency, day }));
  if (isRefused(outcome)) return say({ tone: 'refused', text: outcome.error.message });
  const again = { asset, currency, day, price, ...(note === null ? {} : { note }) };
  say({
    tone: 'done',
    text: `The price of ${asset} on ${dayText(day)} is withdrawn.`,
    offers: { title: 'Undo', run: () => void answered(() => api.market.enterPrice.mutate(again)) },
  });
}

function enteredCommands(row: EnteredPrice | undefined): readonly Command[] {
  return [
    {
      id: 'market.withdraw-price',
      title: 'Withdraw this price',
      group: 'Market data',
      keys: ['u', 'Delete'],
      refusal: () => (row ? null : 'Go to a price first.'),
      run: () => row && void withdrawPrice(row),
    },
  ];
}
