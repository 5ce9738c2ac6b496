import type { RateBasis } from '../../shared/figures/index.ts';

/** What a percentage is, in the order in which people ask: `APR · quoted · gross · 24 h`. */
export function basisWords(basis: RateBasis): string {
  const kind = basis.kind === 'APY' && basis.compounding ? `APY (${basis.compounding})` : basis.kind;
  return [
    basis.kind === 'APR' || basis.kind === 'APY' ? kind : null,
    basis.standing,
    basis.net,
    basis.real ? 'real' : null,
    basis.windowDays === undefined ? null : windowWords(basis.windowDays),
    basis.source ?? null,
  ]
    .filter((word) => word !== null)
    .join(' · ');
}

/** The badge that every percentage carries. */
export function RateBadge({ basis }: { readonly basis: RateBasis }) {
  return (
    <span className="badge" data-tip={basis.asOf ? `as of ${basis.asOf}` : undefined}>
      {basisWords(basis)}
    </span>
  );
}

function windowWords(days: number): string {
  return days < 2 ? `${Math.round(days * 24)} h` : `${Math.round(days)} d`;
}
