import { Decimal } from '../figures/index.ts';
import type { Finding, FundingObservation, Instrument } from './reference.ts';

/** Venues cap funding at some tenths of a per cent an interval; from here on it is a slip of the unit, or a market to stay out of. */
const LARGE_FUNDING = '0.01';

/** The rules for instruments: sizes and steps above zero, bounds in order, not expired. */
export function lintInstrument(own: Instrument, now: string): readonly Finding[] {
  const what = `instrument ${own.symbol}`;
  const findings: Finding[] = [];
  const find = (rule: string, severity: Finding['severity'], field: string, says: string, remedy: string, acceptable: boolean) =>
    findings.push({ rule, severity, where: { what, field }, says: `The ${what} ${says}`, remedy, acceptable });
  for (const field of ['contractSize', 'tick', 'lot', 'minSize', 'maxSize', 'maxLeverage', 'strike'] as const) {
    const value = own[field];
    if (value !== undefined && !new Decimal(value).greaterThan(0)) {
      find('size-not-positive', 'error', field, `has ${field} ${value}, which is not above zero.`, AGAIN, false);
    }
  }
  if (own.minSize !== undefined && own.maxSize !== undefined && new Decimal(own.minSize).greaterThan(own.maxSize)) {
    find(
      'bounds-swapped',
      'error',
      'minSize',
      `has a smallest order of ${own.minSize}, above the largest of ${own.maxSize}.`,
      AGAIN,
      false,
    );
  }
  if (own.maker !== undefined && own.taker !== undefined && new Decimal(own.maker).greaterThan(own.taker)) {
    find('maker-above-taker', 'error', 'maker', `has a maker rate ${own.maker} above its taker rate ${own.taker}.`, AGAIN, true);
  }
  if (own.expiry !== undefined && own.expiry <= now)
    find('expired', 'warning', 'expiry', `expired on ${own.expiry}.`, 'Leave it out.', true);
  if ((own.kind === 'future' || own.kind === 'option') && own.expiry === undefined)
    find('expiry-unknown', 'warning', 'expiry', 'has an end, but the file does not tell when.', AGAIN, true);
  return findings;
}

/** The rules for funding rates: no absurd rate, an interval that is known, no settlement twice. Each rule speaks once an instrument. */
export function lintFunding(fundings: readonly FundingObservation[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  const settled = new Set<string>();
  const unknown = new Set<string>();
  for (const [place, own] of fundings.entries()) {
    const what = `funding of ${own.symbol}`;
    const find = (rule: string, severity: Finding['severity'], field: string, says: string, remedy: string) => {
      const key = `${rule} ${own.symbol}`;
      if (!found.has(key)) found.set(key, { rule, severity, where: { what, row: place + 1, field }, says, remedy, acceptable: true });
    };
    if (new Decimal(own.rate).abs().greaterThanOrEqualTo(LARGE_FUNDING)) {
      const says = `The ${what} at ${own.at} is ${new Decimal(own.rate).times(100).toFixed()} % for one interval; is it per cent taken for a fraction?`;
      find('funding-too-large', 'warning', 'rate', says, 'Compare it with the venue’s page.');
    }
    if (own.intervalHours === undefined) {
      unknown.add(own.symbol);
    } else if (!new Decimal(own.intervalHours).greaterThan(0)) {
      find('size-not-positive', 'error', 'intervalHours', `The ${what} has an interval of ${own.intervalHours} hours.`, AGAIN);
    }
    const key = `${own.symbol} ${own.standing} ${own.at}`;
    if (settled.has(key)) find('settlement-twice', 'warning', 'at', `The ${what} has two rates for ${own.at}.`, 'Leave one out.');
    settled.add(key);
  }
  return [...found.values(), ...intervalUnknown([...unknown])];
}

/** One notice for all, since some files tell the interval of none of hundreds. */
function intervalUnknown([first, ...others]: readonly string[]): readonly Finding[] {
  if (first === undefined) return [];
  const says = `The file does not tell how often ${first}${others.length > 0 ? ` and ${others.length} more` : ''} settle funding; a rate without its interval has no cost.`;
  const remedy = 'Import the instruments or the history of rates too, or give the interval in the ticket.';
  return [
    { rule: 'interval-unknown', severity: 'notice', where: { what: 'funding', field: 'intervalHours' }, says, remedy, acceptable: true },
  ];
}

const AGAIN = 'Save it again from the venue.';
