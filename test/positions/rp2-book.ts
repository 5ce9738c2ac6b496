import { readFileSync } from 'node:fs';
import { Decimal, ZERO } from '../../shared/figures/index.ts';
import type { CostBasisEvent } from '../../shared/positions/index.ts';

/** An event of an RP2 input book, with the word its report files it under. */
export interface BookEvent extends CostBasisEvent {
  readonly type: string;
}

/** What a report says of one year and kind of taxable event, and of each part of a lot. */
export interface ReportYear {
  readonly year: string;
  readonly gain: Decimal;
  readonly type: string;
  readonly quantity: Decimal;
  readonly taxable: Decimal;
  readonly cost: Decimal;
}
export interface Report {
  readonly years: readonly ReportYear[];
  readonly parts: readonly { readonly quantity: Decimal; readonly gain: Decimal }[];
  readonly held: Decimal;
  readonly averagePaid: Decimal | null;
}

/**
 * An input book: tables IN, OUT and INTRA. What leaves for good is taxed with the fee in coin that it cost; of a transfer between own
 * accounts only the fee is. A fee in coin is a disposal of it without proceeds of its own.
 */
export function readBook(path: string): BookEvent[] {
  const events: BookEvent[] = [];
  let table: string | null = null;
  let columns: string[] | null = null;
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/)) {
    const cells = line.split(',');
    if (cells[0] === 'TABLE END') [table, columns] = [null, null];
    else if (table === null) table = cells[0] || null;
    else if (columns === null) columns = cells;
    else events.push(...eventsOf(table, (name) => cells[columns!.indexOf(name)] ?? ''));
  }
  return events.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function eventsOf(table: string, cell: (name: string) => string): BookEvent[] {
  const [date, price] = [cell('Timestamp'), decimalOf(cell('Spot Price'))];
  switch (table) {
    case 'IN': {
      const type = cell('Transaction Type').toUpperCase();
      const kind = type === 'BUY' ? 'buy' : 'income';
      return [{ date, type, kind, quantity: decimalOf(cell('Crypto In')), price, fee: decimalOf(cell('USD Fee')) }];
    }
    case 'OUT': {
      const fee = decimalOf(cell('Crypto Fee'));
      const quantity = decimalOf(cell('Crypto Out')).plus(fee);
      return [{ date, type: cell('Transaction Type').toUpperCase(), kind: 'sell', quantity, price, fee: fee.times(price) }];
    }
    default: {
      const quantity = decimalOf(cell('Crypto Sent')).minus(decimalOf(cell('Crypto Received')));
      return quantity.isZero() ? [] : [{ date, type: 'MOVE', kind: 'sell', quantity, price }];
    }
  }
}

export function readReport(path: string): Report {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const years = rows
    .filter(([year, , gain]) => /^\d{4}$/.test(year!) && gain)
    .map(([year, , gain, , type, quantity, taxable, cost]) => ({
      year: year!,
      gain: decimalOf(gain!),
      type: type!,
      quantity: decimalOf(quantity!),
      taxable: decimalOf(taxable!),
      cost: decimalOf(cost!),
    }));
  const detail = rows.findIndex(([title]) => title === 'Gain / Loss Detail');
  const parts = rows.slice(detail + 1).filter(([quantity, asset]) => asset && /^\d/.test(quantity!));
  const totals = rows.filter(([title]) => title === 'Total');
  const average = lines.findIndex((line) => line.startsWith('Paid Per'));
  return {
    years,
    parts: parts.map(([quantity, , , gain]) => ({ quantity: decimalOf(quantity!), gain: decimalOf(gain!) })),
    held: totals.reduce((total, cells) => total.plus(decimalOf(cells.at(-1)!)), ZERO),
    averagePaid: average === -1 ? null : decimalOf(lines[average + 1]!),
  };
}

function decimalOf(text: string): Decimal {
  return text === '' ? ZERO : new Decimal(text);
}
