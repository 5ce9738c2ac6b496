import { Decimal, type Figure, isKnown } from '../../../shared/figures/index.ts';
import {
  type Decomposition,
  isMoney,
  moneyDecimal,
  priceDecimal,
  type StakedToken,
  stakedTokens,
  type Terms,
  tokenPrice,
} from '../../../shared/positions/index.ts';
import type { Measures } from './measures.ts';
import type { PositionRow } from './position-rows.ts';
import { dayWords } from './position-words.ts';

/** Something about a position that its owner should see without opening it. */
export interface Flag {
  readonly code: string;
  readonly label: string;
  readonly says: string;
  readonly tone: 'note' | 'warning';
}

type Health = { readonly healthFactor: Figure<string>; readonly commonShock: Figure<string> } | null;

/** Warnings first; each with the number behind it. */
export function flagsOf(row: PositionRow, result: Decomposition, health: Health, measures: Measures): readonly Flag[] {
  const { terms } = row;
  // What is empty cannot be liquidated, mature or lose its peg.
  const ofHoldings = result.holdings.isEmpty()
    ? []
    : [liquidationFlag(health), pegFlag(terms, measures), rangeFlag(terms, measures), maturityFlag(row, measures)];
  const flags = [unavailableFlag(result), ...ofHoldings, slashingFlag(result), unrecordedFlag(result)].filter((flag) => flag !== null);
  return flags.sort((a, b) => (a.tone === b.tone ? 0 : a.tone === 'warning' ? -1 : 1));
}

function unavailableFlag({ end, real }: Decomposition): Flag | null {
  const why = isMoney(end) ? (isMoney(real) ? null : real) : end;
  const tone = isMoney(end) ? 'note' : 'warning';
  return why && { code: why.reason, label: LABELS[why.reason] ?? why.reason.replaceAll('-', ' '), says: why.message, tone };
}

const LABELS: Readonly<Record<string, string>> = {
  'no-price': 'price missing',
  'stale-price': 'price too old',
  'no-rate': 'rate missing',
  'stale-rate': 'rate too old',
  'no-cpi': 'consumer prices missing',
  'stale-cpi': 'consumer prices too old',
  'no-supply': 'supply missing',
  'stale-supply': 'supply too old',
};

/** From the distance at which a usual week of a volatile coin reaches. */
const NEAR_LIQUIDATION = new Decimal('0.2');

function liquidationFlag(health: Health): Flag | null {
  if (!health || !isKnown(health.commonShock) || !isKnown(health.healthFactor)) return null;
  const shock = new Decimal(health.commonShock.ok);
  const factor = new Decimal(health.healthFactor.ok).toFixed(2);
  if (shock.lessThanOrEqualTo(0)) {
    return {
      code: 'liquidatable',
      label: 'liquidatable now',
      says: `Its health factor is ${factor}: it can be liquidated now.`,
      tone: 'warning',
    };
  }
  const fall = percent(shock, 1);
  return {
    code: 'liquidation-distance',
    label: `liquidates −${fall}`,
    says: `Its health factor is ${factor}: liquidation begins when the collateral falls by ${fall} against the debt.`,
    tone: shock.lessThan(NEAR_LIQUIDATION) ? 'warning' : 'note',
  };
}

function slashingFlag({ components, capital }: Decomposition): Flag | null {
  const slashed = components.get('slashing');
  if (slashed === undefined || !isMoney(slashed) || slashed >= 0n || !isMoney(capital) || capital <= 0n) return null;
  const share = percent(moneyDecimal(-slashed).dividedBy(moneyDecimal(capital)), 2);
  return { code: 'slashed', label: `slashed ${share}`, says: `${share} of the money at work was slashed in this window.`, tone: 'warning' };
}

/** Where spec and practice begin to look: half a per cent off. */
const OFF_PEG = new Decimal('0.005');
const FAR_OFF_PEG = new Decimal('0.02');

function pegFlag(terms: Terms, measures: Measures): Flag | null {
  const [token] = stakedTokens(terms);
  const gap = token ? tokenGap(token, measures) : terms.kind === 'liquidity' ? stableGap(terms.pool, measures) : null;
  if (!gap || gap.abs().lessThan(OFF_PEG)) return null;
  const size = percent(gap.abs(), 1);
  const side = gap.isNegative() ? 'below' : 'above';
  return {
    code: 'depeg',
    label: `depeg ${size}`,
    says: token
      ? `${token.token} fetches ${size} ${side} what it stands for.`
      : `The first coin of the pool trades ${size} ${side} the second.`,
    tone: gap.abs().greaterThanOrEqualTo(FAR_OFF_PEG) ? 'warning' : 'note',
  };
}

function tokenGap(token: StakedToken, { asOf, prices }: Measures): Decimal | null {
  const market = tokenPrice(token, asOf, prices);
  const fair = tokenPrice({ ...token, valuedBy: 'underlying' }, asOf, prices);
  return isMoney(market) && isMoney(fair) && fair > 0n ? priceDecimal(market).dividedBy(priceDecimal(fair)).minus(1) : null;
}

function stableGap(pool: Extract<Terms, { kind: 'liquidity' }>['pool'], { asOf, prices }: Measures): Decimal | null {
  if (pool.model !== 'stable-swap') return null;
  const [first, second] = pool.assets.map((asset) => prices.price(asset, asOf));
  return first && second ? priceDecimal(first).dividedBy(priceDecimal(second)).minus(1) : null;
}

function rangeFlag(terms: Terms, { asOf, prices }: Measures): Flag | null {
  if (terms.kind !== 'liquidity' || terms.pool.model !== 'concentrated') return null;
  const [first, second] = terms.pool.assets.map((asset) => prices.price(asset, asOf));
  if (!first || !second) return null;
  const price = priceDecimal(first).dividedBy(priceDecimal(second));
  if (price.greaterThanOrEqualTo(terms.pool.lower) && price.lessThan(terms.pool.upper)) return null;
  const shown = price.toSignificantDigits(6).toFixed();
  return {
    code: 'out-of-range',
    label: 'out of range',
    says: `At ${shown} the price is outside ${terms.pool.lower}–${terms.pool.upper}: it earns no fees and holds one coin only.`,
    tone: 'warning',
  };
}

function maturityFlag({ terms, closed }: PositionRow, { asOf }: Measures): Flag | null {
  if (terms.kind !== 'earn-fixed' || closed !== null || terms.matures > asOf) return null;
  return { code: 'matured', label: 'matured', says: `It matured on ${dayWords(terms.matures)} and is still open.`, tone: 'note' };
}

function unrecordedFlag({ conclusions }: Decomposition): Flag | null {
  if (conclusions.length === 0) return null;
  const amounts = conclusions.length === 1 ? 'One amount was' : `${conclusions.length} amounts were`;
  return {
    code: 'concluded',
    label: 'record incomplete',
    says: `${amounts} concluded because no activity records them. The position lists them.`,
    tone: conclusions.some(({ says }) => says === 'put-in-unrecorded' || says === 'borrowed-unrecorded') ? 'warning' : 'note',
  };
}

function percent(share: Decimal, places: number): string {
  return `${share.times(100).toFixed(places)} %`;
}
