import { useContext, type ReactNode } from 'react';
import { isKnown, type Figure, type RateBasis } from '../../shared/figures/index.ts';
import { usePreferences } from '../window/preferences.ts';
import { PanelContext } from '../window/panel-context.ts';
import { explain, explanationOf, type Explanation } from './explain.ts';
import { compactText, DASH, exactText, moneyText, numberText, percentText, priceText, quantityText, signOf } from './number-text.ts';
import { basisWords, RateBadge } from './rate-badge.tsx';

/** How a figure's decimal text is to be read. */
export type Kind =
  | { readonly as: 'money'; readonly currency: string }
  | { readonly as: 'quantity'; readonly asset: string }
  /** Of one unit, in the market: no amount of anybody's, so that discreet mode shows it. */
  | { readonly as: 'price'; readonly currency: string }
  /** `digits` after the point at most; two where absent. */
  | { readonly as: 'rate'; readonly digits?: number }
  | { readonly as: 'times' }
  | { readonly as: 'number' }
  /** An amount of the market that is nobody's own, such as what is deposited in a pool: to three digits. */
  | { readonly as: 'size'; readonly currency: string }
  /** A count, or something counted in a unit such as `bp`: as many digits as it has, four after the point at most. */
  | { readonly as: 'counted'; readonly unit: string }
  | { readonly as: 'days' };

interface FigureViewProps {
  readonly name: string;
  readonly figure: Figure<string>;
  readonly kind: Kind;
  /** A change: carries a sign, and the colour of gain or loss. */
  readonly change?: boolean;
  readonly basis?: RateBasis;
  readonly says?: string;
  readonly className?: string;
  /** Asks for the figure's trail where it does not come with it. */
  readonly reach?: Explanation['reach'];
  /** What discreet mode shows in place of an amount; dots where absent. */
  readonly weight?: string;
}

/**
 * A figure on a screen. It can be focused: then it says all its digits and what it is, and `e`, Enter or a click explain it.
 * An unknown figure is a dash that says why.
 */
export function FigureView({ name, figure, kind, change = false, basis, says, className = '', weight, reach }: FigureViewProps) {
  const discreet = usePreferences((state) => state.discreet);
  const panel = useContext(PanelContext);
  const shown = shownText(figure, kind, { change, discreet, weight });
  const tone = change && isKnown(figure) ? ['loss', '', 'gain'][signOf(figure.ok) + 1] : '';
  const hidden = discreet && isAmount(kind);
  const tip = isKnown(figure)
    ? hidden
      ? 'hidden in discreet mode'
      : `${fullText(figure.ok, kind)}${basis ? ` · ${basisWords(basis)}` : ''}`
    : figure.unavailable.message;
  return (
    <>
      <button
        type="button"
        className={`figure ${tone} ${className}`}
        data-figure=""
        data-tip={tip}
        aria-label={`${name}: ${isKnown(figure) ? shown : `unavailable. ${figure.unavailable.message}`}${basis ? `, ${basisWords(basis)}` : ''}. Explain`}
        onClick={() => {
          explain({
            panel,
            title: name,
            shown,
            ...(says === undefined ? {} : { says }),
            ...(basis ? { basis } : {}),
            ...explanationOf(figure),
            ...(reach && isKnown(figure) ? { reach } : {}),
          });
        }}
      >
        {shown}
      </button>
      {basis && isKnown(figure) && <RateBadge basis={basis} />}
    </>
  );
}

/** A figure as a screen prints it, without its element: for grids, tables and text. */
export function shownText(
  figure: Figure<string>,
  kind: Kind,
  {
    change = false,
    discreet = false,
    weight,
  }: { readonly change?: boolean; readonly discreet?: boolean; readonly weight?: string | undefined } = {},
): string {
  if (!isKnown(figure)) return DASH;
  if (discreet && isAmount(kind)) return weight ?? '•••';
  switch (kind.as) {
    case 'money':
      return moneyText(figure.ok, { sign: change });
    case 'quantity':
      return quantityText(figure.ok, { sign: change });
    case 'price':
      return priceText(figure.ok);
    case 'rate':
      return percentText(figure.ok, { sign: change, ...(kind.digits === undefined ? {} : { digits: kind.digits }) });
    case 'times':
      return `${moneyText(figure.ok)} ×`;
    case 'number':
      return moneyText(figure.ok);
    case 'size':
      return compactText(figure.ok);
    case 'counted':
      return `${numberText(figure.ok, { most: TIMES.has(kind.unit) ? 1 : 4, fewest: 0, sign: change })}${kind.unit === '' ? '' : ` ${kind.unit}`}`;
    case 'days':
      return `${numberText(figure.ok, { most: 0 })} d`;
    default:
      return kind satisfies never;
  }
}

/** One figure with its small heading above it, as the head of a detail shows it. */
export function Headline({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="headline">
      <small>{label}</small>
      <div className="headline-figure">{children}</div>
    </div>
  );
}

/** Nobody reads an age to the thousandth of a day. */
const TIMES: ReadonlySet<string> = new Set(['d', 'h', 'min']);

function isAmount(kind: Kind): boolean {
  return kind.as === 'money' || kind.as === 'quantity';
}

const UNITS = { rate: ' as a fraction', times: ' times', number: '', days: ' days', counted: '' };

function fullText(decimal: string, kind: Kind): string {
  const unit =
    'currency' in kind
      ? ` ${kind.currency}`
      : kind.as === 'quantity'
        ? ` ${kind.asset}`
        : kind.as === 'counted' && kind.unit !== ''
          ? ` ${kind.unit}`
          : UNITS[kind.as];
  return `${exactText(decimal)}${unit}`;
}
