import { isKnown, type Figure } from '../../shared/figures/index.ts';
import { shownText, type Kind } from '../figures/figure-view.tsx';
import { exactText, signOf, weightText } from '../figures/number-text.ts';
import { basisWords } from '../figures/rate-badge.tsx';
import type { Drawn } from '../grid/drawn-cell.ts';
import type { GridColumn } from '../grid/grid.tsx';
import type { ListRow, SumRow } from './arrange.ts';
import type { PositionSummary } from './readings.ts';

interface ColumnOptions {
  readonly currency: string;
  readonly discreet: boolean;
  /** Room for the real return in money as well. */
  readonly wide: boolean;
  /** What discreet mode takes amounts as parts of. */
  readonly total: Figure<string>;
}

/** The columns of the list of positions. */
export function positionColumns({ currency, discreet, wide, total }: ColumnOptions): readonly GridColumn<ListRow>[] {
  const money: Kind = { as: 'money', currency };
  const whole = isKnown(total) ? total.ok : '0';
  const amount = (figure: Figure<string>, change: boolean, lacking = 0): Drawn => {
    const weight = isKnown(figure) ? weightText(figure.ok, whole) : '';
    return drawn(figure, money, { change, discreet, weight: change ? '•••' : weight, more: lacksWords(lacking) });
  };
  const columns: readonly GridColumn<ListRow>[] = [
    {
      id: 'position',
      title: 'Position',
      flex: 3,
      width: 150,
      draw: (row) => (row.row === 'position' ? nameOf(row.position) : headOf(row)),
    },
    {
      id: 'value',
      title: discreet ? 'Weight' : `Value, ${currency}`,
      numeric: true,
      width: 92,
      draw: (row) => (row.row === 'position' ? amount(row.position.value, false) : amount(row.value, false, row.lacking.value)),
    },
    {
      id: 'realReturn',
      title: 'Real, net',
      numeric: true,
      width: 76,
      draw: (row) =>
        row.row === 'position'
          ? drawn(
              row.position.realReturn.figure,
              { as: 'rate' },
              { change: true, discreet, more: basisWords(row.position.realReturn.basis) },
            )
          : drawn(row.realReturn, { as: 'rate' }, { change: true, discreet, more: lacksWords(row.lacking.real) }),
    },
    {
      id: 'real',
      title: `Real, ${currency}`,
      numeric: true,
      width: 92,
      draw: (row) => (row.row === 'position' ? amount(row.position.real, true) : amount(row.real, true, row.lacking.real)),
    },
    {
      id: 'xirr',
      title: 'XIRR',
      numeric: true,
      width: 76,
      draw: (row) =>
        row.row === 'position'
          ? drawn(row.position.xirr.figure, { as: 'rate' }, { change: false, discreet, more: basisWords(row.position.xirr.basis) })
          : EMPTY,
    },
    {
      id: 'unlocks',
      title: 'Unlocks',
      numeric: true,
      width: 62,
      draw: (row) => (row.row === 'position' ? unlocksOf(row.position) : EMPTY),
    },
    { id: 'note', title: 'Note', flex: 2, width: 128, draw: (row) => (row.row === 'position' ? noteOf(row.position) : EMPTY) },
  ];
  return wide ? columns : columns.filter(({ id }) => id !== 'real');
}

const EMPTY: Drawn = { text: '' };

interface DrawOptions {
  readonly change: boolean;
  readonly discreet: boolean;
  readonly weight?: string;
  readonly more?: string;
}

function drawn(figure: Figure<string>, kind: Kind, { change, discreet, weight, more = '' }: DrawOptions): Drawn {
  const text = shownText(figure, kind, { change, discreet, weight });
  if (!isKnown(figure)) return { text, tone: 'muted', tip: figure.unavailable.message };
  const hidden = discreet && kind.as !== 'rate';
  const exact = hidden ? '' : exactText(figure.ok);
  const tip = [exact, more].filter(Boolean).join(' · ');
  const sign = signOf(figure.ok);
  return { text, ...(tip === '' ? {} : { tip }), ...(change && sign !== 0 ? { tone: sign > 0 ? 'gain' : 'loss' } : {}) };
}

function nameOf({ title, detail, status }: PositionSummary): Drawn {
  return { text: title, under: detail, tone: status === 'closed' ? 'muted' : 'strong' };
}

function headOf({ name, positions }: SumRow): Drawn {
  return { text: name, count: positions.toLocaleString() };
}

const UNLOCKS = {
  free: '',
  locked: 'locked until then',
  matures: 'matures then',
  unbonds: 'if asked for today',
  'locked-then-unbonds': 'locked, then unbonding',
};

function unlocksOf({ unlock }: PositionSummary): Drawn {
  if (unlock.because === 'free') return { text: '—', tone: 'muted', tip: 'free: nothing locks it' };
  return { text: `${unlock.days.toLocaleString()} d`, tip: `${unlock.day}, ${UNLOCKS[unlock.because]}`, tone: 'muted' };
}

function noteOf({ flags }: PositionSummary): Drawn {
  const [first, ...others] = flags;
  if (!first) return EMPTY;
  return {
    text: others.length === 0 ? first.label : `${first.label} +${others.length}`,
    tone: 'flag',
    tip: flags.map(({ says }) => says).join(' '),
  };
}

function lacksWords(lacking: number): string {
  return lacking === 0
    ? ''
    : `without ${lacking.toLocaleString()} ${lacking === 1 ? 'position that has' : 'positions that have'} no such figure`;
}
