import { DASH } from '../figures/number-text.ts';
import type { Pool } from './readings.ts';

const PERCENT = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const DOLLARS = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 3 });

interface QuotedRateProps {
  readonly name: string;
  /** Per cent a year, as the source quotes it; null is unknown. */
  readonly percent: number | null;
  readonly basis: Pool['baseBasis'];
}

/** A rate as a source quotes it, with what kind of rate it is, whatever the source calls it. */
export function QuotedRate({ name, percent, basis }: QuotedRateProps) {
  if (percent === null) {
    return (
      <span data-tip={`${name}: the source gives none.`}>
        <span aria-hidden="true">{DASH}</span>
        <span className="unseen">unknown: the source gives none</span>
      </span>
    );
  }
  return (
    <span data-tip={basis.compounding === undefined ? basis.says : `${basis.says} (${basis.compounding})`}>
      {PERCENT.format(percent)} % <small>{basisText(basis)}</small>
    </span>
  );
}

/** An amount of dollars to three digits; a dash where it is unknown. */
export function dollarsText(amount: number | null): string {
  return amount === null ? DASH : DOLLARS.format(amount);
}

function basisText({ kind, windowDays }: Pool['baseBasis']): string {
  const window = windowDays === undefined ? null : windowDays < 2 ? `${Math.round(windowDays * 24)} h` : `${Math.round(windowDays)} d`;
  return [kind, 'quoted', 'gross', window].filter((word) => word !== null).join(' · ');
}
