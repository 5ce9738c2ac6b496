/**
 * The parts of a return, in the order of the waterfall from price to real return. They are additive: together they are the net real
 * return, to the last digit.
 *
 * - `price`: what the principal gained or lost by its price, debt included.
 * - `divergence`: what a pool made of the assets, against holding what was put in; fees are never mixed in (also: impermanent loss).
 * - `pool-fees`, `rewards`, `incentives`: what was earned, at its price on the day of receipt. `rewards` are in the position's own asset,
 *   `incentives` in another one, or paid on top of a pool's fees.
 * - `reward-drift`, `incentive-drift`: what kept earnings gained or lost by their price since.
 * - `interest` on debt, `fees`, `gas`, `slashing`, `liquidation`: costs, at their price on the day.
 * - `peg`: the distance between what a staked token fetches and what it stands for.
 * - `tax`: by the owner's rates. `inflation`: what the money of the window's first day would have kept.
 */
export const COMPONENTS = [
  'price',
  'divergence',
  'pool-fees',
  'rewards',
  'reward-drift',
  'incentives',
  'incentive-drift',
  'interest',
  'fees',
  'gas',
  'slashing',
  'liquidation',
  'peg',
  'tax',
  'inflation',
] as const;
export type Component = (typeof COMPONENTS)[number];

/** What of a position is being summed up: a component, or the flows that all of them stand on. */
export type Subject = Component | 'flows';

/** How a component is called and computed, for screens and explanations. */
export interface ComponentWords {
  readonly name: string;
  readonly says: string;
  readonly formula: string;
}

export function componentWords(component: Component): ComponentWords {
  return WORDS[component];
}

/** The same of whatever can be explained by amounts at prices. */
export function subjectWords(subject: Subject): ComponentWords {
  return WORDS[subject];
}

const WORDS: Readonly<Record<Subject, ComponentWords>> = {
  flows: { name: 'Net flow in', says: 'what its owner put in less what was taken out, at the price of the day', formula: 'Σ qᵢPᵢ' },
  price: {
    name: 'Price',
    says: 'what the principal gained or lost by its price; what is owed counts the other way round',
    formula: 'q₁P₁ − q₀P₀ − Σ ΔqᵢPᵢ, of principal and debt',
  },
  divergence: {
    name: 'Divergence',
    says: 'what the pool holds, less what was put in, at one price; fees apart',
    formula: '(Σ xₐPₐ − Σ hₐPₐ) at the end − the same at the start + Σ (taken − its share of h)·P',
  },
  'pool-fees': { name: 'Pool fees', says: 'trading fees, at their price on the day they were collected', formula: 'Σ qᵢPᵢ' },
  rewards: { name: 'Rewards', says: 'what was earned in the same asset, at its price on the day of receipt', formula: 'Σ qᵢPᵢ' },
  'reward-drift': {
    name: 'Reward drift',
    says: 'what kept rewards and fees gained or lost by their price since they were received',
    formula: 'q₁P₁ − q₀P₀ − Σ ΔqᵢPᵢ, of kept rewards',
  },
  incentives: { name: 'Incentives', says: 'rewards paid on top, at their price on the day of receipt', formula: 'Σ qᵢPᵢ' },
  'incentive-drift': {
    name: 'Incentive drift',
    says: 'what kept incentives gained or lost by their price since they were received',
    formula: 'q₁P₁ − q₀P₀ − Σ ΔqᵢPᵢ, of kept incentives',
  },
  interest: { name: 'Interest', says: 'interest on what is owed, at its price on the day', formula: '− Σ qᵢPᵢ' },
  fees: { name: 'Fees', says: 'fees of platforms, and what conversions cost', formula: '− Σ qᵢPᵢ' },
  gas: { name: 'Gas', says: 'fees of transactions on a chain', formula: '− Σ qᵢPᵢ' },
  slashing: { name: 'Slashing', says: 'stake that was taken, at its price on the day', formula: '− Σ qᵢPᵢ' },
  liquidation: {
    name: 'Liquidation',
    says: 'collateral that was taken, less the debt that was settled with it',
    formula: 'Σ (debt settled · P − collateral taken · P)',
  },
  peg: {
    name: 'Peg',
    says: 'what the token fetches, less what it stands for, at the end against the start and the flows',
    formula: '(token·P − units·Pᵤ) at the end − the same at the start − Σ the same of flows',
  },
  tax: {
    name: 'Tax',
    says: "by the owner's rates, on income at receipt and on realised gains",
    formula: '− (rate · income + rate · gains)',
  },
  inflation: {
    name: 'Inflation',
    says: "what the money of the window's first day lost or kept of its worth",
    formula: 'Σ flow · (1/D − 1), the end value as a flow out and the begin value as a flow in',
  },
};
