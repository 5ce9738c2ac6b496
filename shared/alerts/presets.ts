import type { SubjectKind } from '../figures/index.ts';
import type { Severity } from './rule.ts';

/** A number or time of a preset that a person may set, as the grammar writes it. */
export interface PresetParameter {
  readonly name: string;
  readonly says: string;
  readonly usual: string;
  /** The ends of what is sensible, in the unit of `usual`. */
  readonly least: string;
  readonly most: string;
}

/** A rule to begin with, explained. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** What kind of subject it watches; the names in its rule are that kind's words. */
  readonly kind: SubjectKind;
  /** The rule, with `{name}` where a parameter stands. */
  readonly template: string;
  readonly parameters: readonly PresetParameter[];
  readonly severity: Severity;
  /** Why one would want to know. */
  readonly why: string;
  /** What it catches, and what it does not. */
  readonly catches: string;
  readonly misses: string;
}

/** The text of a preset's rule, with the usual value of each parameter for which none is given. What is given is checked by `parseRule`. */
export function presetRule({ template, parameters, severity }: Preset, values: Readonly<Record<string, string>> = {}): string {
  const filled = parameters.reduce((text, { name, usual }) => text.replaceAll(`{${name}}`, () => values[name] ?? usual), template);
  return `${filled} severity ${severity}`;
}

const COOLDOWN: PresetParameter = { name: 'quiet', says: 'how long it stays quiet after clearing', usual: '3d', least: '1h', most: '30d' };

export const PRESETS: readonly Preset[] = [
  {
    id: 'momentum-down',
    title: 'Momentum turns down',
    kind: 'asset',
    template: 'change(price, {window}) < {fall} and price < mean(price, 30d) clear change(price, {window}) > {back} cooldown {quiet}',
    parameters: [
      { name: 'window', says: 'the time over which the change is taken', usual: '7d', least: '1d', most: '90d' },
      { name: 'fall', says: 'how far it must have fallen', usual: '-15%', least: '-60%', most: '-5%' },
      { name: 'back', says: 'to where the change must have come back', usual: '-5%', least: '-5%', most: '20%' },
      COOLDOWN,
    ],
    severity: 'medium',
    why: 'A fall that goes on below the month’s mean tends to last longer than a single bad day, and collateral and rewards lose with it.',
    catches: 'Falls of a week that have also left the mean of the last 30 days.',
    misses: 'A crash within hours before the next price is known, and a slow slide of a few per cent a week.',
  },
  {
    id: 'momentum-up',
    title: 'Momentum turns up',
    kind: 'asset',
    template: 'change(price, {window}) > {rise} and price > mean(price, 30d) clear change(price, {window}) < {back} cooldown {quiet}',
    parameters: [
      { name: 'window', says: 'the time over which the change is taken', usual: '7d', least: '1d', most: '90d' },
      { name: 'rise', says: 'how far it must have risen', usual: '20%', least: '5%', most: '100%' },
      { name: 'back', says: 'to where the change must have come back', usual: '5%', least: '-20%', most: '5%' },
      COOLDOWN,
    ],
    severity: 'low',
    why: 'Who borrows against it, or is short, wants to know before the margin does.',
    catches: 'Rises of a week that stand above the mean of the last 30 days.',
    misses: 'A jump that is over before the next price, and what rises slowly for months.',
  },
  {
    id: 'volatility-spike',
    title: 'Volatility spike',
    kind: 'asset',
    template: 'zscore(price, {window}) > {above} or zscore(price, {window}) < {below} cooldown {quiet}',
    parameters: [
      { name: 'window', says: 'the past by which a price is measured', usual: '30d', least: '7d', most: '365d' },
      { name: 'above', says: 'standard deviations above the mean', usual: '3', least: '2', most: '6' },
      { name: 'below', says: 'standard deviations below it', usual: '-3', least: '-6', most: '-2' },
      COOLDOWN,
    ],
    severity: 'medium',
    why: 'A price far outside what it did lately makes margin, hedges and impermanent loss that were sized for the calm too small.',
    catches: 'A price that the spread of the window before it does not explain, upwards or downwards.',
    misses: 'Wild days within a window that was wild already: the measure grows with it. A steady climb alone stays below 2.',
  },
  {
    id: 'depeg',
    title: 'Peg lost',
    kind: 'asset',
    template: 'peg < {level} for {hold} clear > {clear}',
    parameters: [
      { name: 'level', says: 'below which it counts as lost, of one', usual: '0.98', least: '0.8', most: '0.985' },
      { name: 'hold', says: 'how long it must last; of daily prices the second day counts', usual: '2h', least: '5min', most: '7d' },
      { name: 'clear', says: 'above which it counts as back', usual: '0.99', least: '0.985', most: '1' },
    ],
    severity: 'high',
    why: 'What is lent or pooled against a stablecoin or a staking token is worth what it can be sold for, not what it promises.',
    catches: 'A price that stays below its peg for longer than one stray quote.',
    misses: 'A depeg shorter than the time it must last, one between two daily prices, and a token that trades above its peg.',
  },
  {
    id: 'pair-depeg',
    title: 'Pair below its peg',
    kind: 'pair',
    template: 'peg < {level} for {hold} clear > {clear}',
    parameters: [
      { name: 'level', says: 'below which it counts as lost, of what may be redeemed', usual: '0.98', least: '0.8', most: '0.985' },
      { name: 'hold', says: 'how long it must last; of daily prices the second day counts', usual: '2h', least: '5min', most: '7d' },
      { name: 'clear', says: 'above which it counts as back', usual: '0.99', least: '0.985', most: '1' },
    ],
    severity: 'high',
    why: 'A staking token below what it redeems for says that holders would rather lose something than wait.',
    catches: 'A pair that stays below its redemption rate for longer than one stray quote.',
    misses: 'A discount shorter than the time it must last, and one that lies between two prices.',
  },
  {
    id: 'rate-collapse',
    title: 'Rate collapses',
    kind: 'pool',
    template: 'change(rate, {window}) < {fall} for {hold} clear > {back} cooldown {quiet}',
    parameters: [
      { name: 'window', says: 'the time over which the change is taken', usual: '7d', least: '1d', most: '90d' },
      { name: 'fall', says: 'how much of the rate must be gone', usual: '-50%', least: '-95%', most: '-20%' },
      { name: 'hold', says: 'how long it must last', usual: '1d', least: '1h', most: '14d' },
      { name: 'back', says: 'to where the change must have come back', usual: '-20%', least: '-20%', most: '50%' },
      { ...COOLDOWN, usual: '7d' },
    ],
    severity: 'medium',
    why: 'A position opened for its rate has lost its reason when half of that is gone.',
    catches: 'Rewards that end or are diluted, and borrowing that dries up.',
    misses: 'A decline over months, and rates that were near nothing before.',
  },
  {
    id: 'tvl-drain',
    title: 'Deposits drain',
    kind: 'pool',
    template: 'drawdown(tvl, {window}) > {fall} clear < {back} cooldown {quiet}',
    parameters: [
      { name: 'window', says: 'the time whose highest is compared', usual: '7d', least: '1d', most: '90d' },
      { name: 'fall', says: 'the share that must be gone', usual: '30%', least: '10%', most: '90%' },
      { name: 'back', says: 'below which share it counts as over', usual: '10%', least: '1%', most: '10%' },
      COOLDOWN,
    ],
    severity: 'high',
    why: 'Money that leaves a pool quickly often knows something, and who leaves last may find it empty.',
    catches: 'Withdrawals, exploits, and prices of the pooled assets that fall as much.',
    misses: 'A drain slower than the window, and one that new deposits hide.',
  },
  {
    id: 'unlock-soon',
    title: 'Unlock soon',
    kind: 'position',
    // What is free already has none left: only that would make every free position cry.
    template: 'unlock between {last} and {soon}',
    parameters: [
      { name: 'soon', says: 'how long before', usual: '7d', least: '1d', most: '90d' },
      { name: 'last', says: 'until when it is told', usual: '1d', least: '1d', most: '30d' },
    ],
    severity: 'low',
    why: 'What becomes free is to be moved, staked again or sold, and some locks renew themselves if nobody acts.',
    catches: 'The last days of a lock or of an unbonding whose end is known.',
    misses: 'Ends that nobody entered, and a lock that the protocol prolongs.',
  },
  {
    id: 'health-factor',
    title: 'Health factor low',
    kind: 'position',
    template: 'health < {level} clear > {clear}',
    parameters: [
      { name: 'level', says: 'below which it warns; at 1 a loan is liquidated', usual: '1.3', least: '1.02', most: '1.5' },
      { name: 'clear', says: 'above which it is safe again', usual: '1.5', least: '1.3', most: '4' },
    ],
    severity: 'critical',
    why: 'Below one, anybody may liquidate the loan and keep the bonus.',
    catches: 'Collateral that falls, debt that grows, and interest that adds up.',
    misses: 'A crash between two prices that are known here, and an oracle that sees another price.',
  },
  {
    id: 'liquidation-near',
    title: 'Liquidation near',
    kind: 'position',
    template: 'liquidation-distance < {level} clear > {clear}',
    parameters: [
      { name: 'level', says: 'the fall of the price that is left', usual: '15%', least: '2%', most: '20%' },
      { name: 'clear', says: 'above which it is safe again', usual: '20%', least: '20%', most: '80%' },
    ],
    severity: 'critical',
    why: 'How far the price may still fall is what a person can compare with what it did last week.',
    catches: 'A price that comes near the one at which the position is liquidated.',
    misses: 'A gap that jumps over the whole distance.',
  },
  {
    id: 'cut-off-near',
    title: 'Cut-off near',
    kind: 'leg',
    template: 'minutes-to-cut-off between {past} and {soon}',
    parameters: [
      { name: 'soon', says: 'how long before', usual: '60min', least: '5min', most: '1d' },
      { name: 'past', says: 'from when it is over', usual: '0min', least: '-60min', most: '0min' },
    ],
    severity: 'high',
    why: 'A payment that misses the cut-off settles a day later, and the other side may already have paid.',
    catches: 'Legs of a trade that are still to be paid or received when their cut-off comes.',
    misses: 'Cut-offs that nobody entered, and a bank that closes early.',
  },
  {
    id: 'backup-old',
    title: 'Backup old',
    kind: 'workspace',
    template: 'backup-age > {level}',
    parameters: [{ name: 'level', says: 'how old the newest backup may be', usual: '7d', least: '1d', most: '90d' }],
    severity: 'medium',
    why: 'What is not backed up is one broken disk away from never having been.',
    catches: 'A newest backup that is too old.',
    misses: 'A workspace that was never backed up, which is unknown and not old; and a backup on the same disk.',
  },
  {
    id: 'data-stale',
    title: 'Data stale',
    kind: 'workspace',
    template: 'data-age > {level}',
    parameters: [{ name: 'level', says: 'how old the newest data may be', usual: '7d', least: '1d', most: '90d' }],
    severity: 'medium',
    why: 'Every other alert sleeps while nothing new comes in.',
    catches: 'A workspace into which nothing newer has been imported.',
    misses: 'One source that has stopped while others go on: see “Pool silent”.',
  },
  {
    id: 'pool-silent',
    title: 'Pool silent',
    kind: 'pool',
    template: 'missing(tvl, {window})',
    parameters: [{ name: 'window', says: 'how long nothing may come', usual: '3d', least: '1d', most: '30d' }],
    severity: 'low',
    why: 'A pool that vanishes from its source was closed, renamed, or fell below what the source lists.',
    catches: 'Observations that stay away.',
    misses: 'A source that repeats the last value: see a rule with “stuck”.',
  },
  {
    id: 'limit-nearly-used',
    title: 'Limit nearly used',
    kind: 'venue',
    template: 'limit-use > {level} clear < {clear}',
    parameters: [
      { name: 'level', says: 'the share of the tightest limit', usual: '90%', least: '85%', most: '100%' },
      { name: 'clear', says: 'below which it is over', usual: '80%', least: '10%', most: '85%' },
    ],
    severity: 'high',
    why: 'A limit that is noticed when it is broken was none.',
    catches: 'Exposure to a venue that nears the tightest limit set for it.',
    misses: 'Venues without a limit, and exposure that nobody entered.',
  },
  {
    id: 'gates-fail',
    title: 'Venue fails a gate',
    kind: 'venue',
    template: 'gates = fail',
    parameters: [],
    severity: 'high',
    why: 'A gate is what a venue must meet to be used at all.',
    catches: 'A venue that fails one of its gates after an answer, a flag or a date has changed.',
    misses: 'Gates that are undecided: those are unknown, and no failure.',
  },
  {
    id: 'new-in-screen',
    title: 'New in a screen',
    kind: 'screen',
    template: 'new-items > 0',
    parameters: [],
    severity: 'low',
    why: 'What newly meets one’s own conditions is what one wanted to look at.',
    catches: 'Items that entered a saved screen since it was last looked at.',
    misses: 'Items that entered and left again between two imports.',
  },
];
