import { Decimal, daysBetween, isKnown, ONE, parseDecimal } from '../../shared/figures/index.ts';
import { accrue, type AccrualBasis } from '../../shared/positions/index.ts';
import type { Amount } from '../../shared/positions/index.ts';
import type { QuotedRate, Terms } from '../../shared/positions/index.ts';
import { percentText, priceText, quantityText } from '../figures/number-text.ts';
import { dayText } from '../figures/time-text.ts';

const A_MONTH = 30;

/** What a position's terms mean, in one sentence: what is given, for how long, and about what comes back if the quoted rate holds. */
export function termsSentence(terms: Terms, put: readonly Amount[]): string {
  return [`${deed(terms, put)}${until(terms)}.`, promise(terms, put), caution(terms)].filter((part) => part !== '').join(' ');
}

function deed(terms: Terms, put: readonly Amount[]): string {
  const what = amounts(terms, put);
  switch (terms.kind) {
    case 'native-staking':
      return `You stake ${what} at ${terms.platform}`;
    case 'delegated-staking':
      return `You delegate ${what} on ${terms.network ?? terms.platform}${terms.validators?.length ? ` to ${counted(terms.validators.length, 'validator')}` : ''}`;
    case 'own-validator':
      return `You run ${counted(terms.validators.length, 'validator')} with ${what}`;
    case 'liquid-staking':
      return `You hold ${what}, which stands for ${terms.underlying} staked at ${terms.platform}: ${terms.mode === 'rebasing' ? 'the balance grows' : 'each token grows in worth'}`;
    case 'lending-supply':
      return `You lend ${what} at ${terms.platform}`;
    case 'lending-borrow':
      return `You borrow ${terms.debt.join(' and ')} at ${terms.platform} against ${what}`;
    case 'loop':
      return `You supply ${what} at ${terms.platform}, borrow ${terms.debt.join(' and ')} against it and supply again${terms.turns ? `, ${counted(terms.turns, 'time')}` : ''}`;
    case 'liquidity':
      return `You provide ${what} to a pool on ${terms.platform}${range(terms)}`;
    case 'earn-flexible':
      return `You lend ${what} to ${terms.counterparty ?? terms.platform}, back whenever you ask`;
    case 'earn-fixed':
      return `You lend ${what} to ${terms.counterparty ?? terms.platform} for ${daysBetween(terms.opened, terms.matures)} days, until ${dayText(terms.matures)}${terms.renews ? ', then again' : ''}`;
    default:
      return terms satisfies never;
  }
}

function until({ lockedUntil, unbondingDays }: Terms): string {
  const locked = lockedUntil === undefined ? '' : `, locked until ${dayText(lockedUntil)}`;
  return unbondingDays ? `${locked}, and ${counted(unbondingDays, 'day')} from asking for it to having it` : locked;
}

/** What the quoted rate would bring in a month (or until maturity), net of commission; only where there is one asset and a rate. */
function promise(terms: Terms, put: readonly Amount[]): string {
  const [first, ...others] = put;
  const { quoted } = terms;
  if (!quoted || !first || others.length > 0 || terms.kind === 'liquidity' || 'collateral' in terms) return '';
  const principal = parseDecimal(first.quantity);
  const quotedRate = parseDecimal(quoted.rate);
  if (principal === null || quotedRate === null) return '';
  const commission =
    'commission' in terms && terms.commission !== undefined && quoted.net === 'gross' ? new Decimal(terms.commission) : null;
  const rate = commission ? quotedRate.times(ONE.minus(commission)) : quotedRate;
  const days = terms.kind === 'earn-fixed' ? daysBetween(terms.opened, terms.matures) : A_MONTH;
  const earned = accrue(principal, rate, basisOf(quoted), new Decimal(days));
  if (!isKnown(earned)) return '';
  const words = quoted.basis === 'apy' ? 'APY' : quoted.basis === 'trailing-realised' ? 'as earned lately' : 'APR';
  const net = commission ? `, net of ${percentText(commission.toFixed())} commission` : '';
  const when = terms.kind === 'earn-fixed' ? 'by then' : 'a month';
  return `At ${percentText(quoted.rate)} ${words}${net}, that is about ${quantityText(earned.ok.interest.toSignificantDigits(3).toFixed())} ${first.asset} ${when}, if the rate holds.`;
}

function caution(terms: Terms): string {
  if (terms.kind === 'lending-borrow' || terms.kind === 'loop') {
    const thresholds = terms.collateral.map((each) => `${each.asset} at ${percentText(each.liquidationThreshold)}`);
    return `It can be liquidated once the debt passes the collateral’s counted worth (${thresholds.join(', ')} of its price).`;
  }
  if (terms.kind === 'liquidity' && terms.pool.model === 'concentrated')
    return 'Outside that range it earns no fees and holds one asset only.';
  return '';
}

function range(terms: Extract<Terms, { kind: 'liquidity' }>): string {
  const { pool } = terms;
  if (pool.model === 'concentrated')
    return ` between ${priceText(pool.lower)} and ${priceText(pool.upper)} ${pool.assets[1]} per ${pool.assets[0]}`;
  if (pool.model === 'weighted') return ` weighted ${pool.legs.map((leg) => `${leg.asset} ${leg.weight}`).join(' : ')}`;
  if (pool.model === 'stable-swap') return ` for assets that should stay at one price (A = ${pool.amplification})`;
  return '';
}

function amounts(terms: Terms, put: readonly Amount[]): string {
  const given = put.filter(({ quantity }) => parseDecimal(quantity) !== null);
  if (given.length > 0) return given.map(({ asset, quantity }) => `${quantityText(quantity)} ${asset}`).join(' and ');
  if (terms.kind === 'liquidity')
    return terms.pool.model === 'weighted' ? terms.pool.legs.map((leg) => leg.asset).join(', ') : terms.pool.assets.join(' and ');
  return 'collateral' in terms ? terms.collateral.map((each) => each.asset).join(' and ') : terms.asset;
}

function basisOf(quoted: QuotedRate): AccrualBasis {
  if (quoted.basis === 'apy') return 'apy';
  return quoted.basis === 'apr-compounded' && quoted.perYear ? { perYear: quoted.perYear } : 'apr-simple';
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
