/** Units of a ticket's figures. `quote`, `base`, `settle` and `reporting` stand for the currencies that the result names. */
export const TICKET_UNITS = [
  'base',
  'contracts',
  'order',
  'quote',
  'settle',
  'reporting',
  'price',
  'fraction',
  'basis-points',
  'times',
  'minutes',
  'hours',
  'days',
  'count',
] as const;
export type TicketUnit = (typeof TICKET_UNITS)[number];

interface TicketFigure {
  readonly name: string;
  readonly unit: TicketUnit;
  /** What it means, in a sentence. */
  readonly says: string;
}

/** Every figure of a ticket in the order in which a screen shows them. Fractions are of one: 0.05 is five per cent. */
export const TICKET_FIGURES = {
  quantity: { name: 'Size', unit: 'base', says: 'In units of the asset; of an inverse contract its face value over the entry price.' },
  contracts: { name: 'Contracts', unit: 'contracts', says: 'Pieces, each of the contract size.' },
  order: { name: 'Order size', unit: 'order', says: 'What the venue’s form asks for, rounded down to its step.' },
  notional: { name: 'Notional', unit: 'quote', says: 'Size times entry price; of an inverse contract its face value.' },
  'size-from-max-loss': {
    name: 'Size from the largest loss',
    unit: 'base',
    says: 'What loses just the limit at the stop, fees and slippage included.',
  },
  'size-from-fraction': { name: 'Size by fixed fraction', unit: 'base', says: 'What loses the rules’ share of the capital at the stop.' },
  'half-kelly': {
    name: 'Half-Kelly cap',
    unit: 'fraction',
    says: 'Half the share of capital at risk that grows it fastest, by your own record.',
  },
  'half-kelly-size': { name: 'Size at the half-Kelly cap', unit: 'base', says: 'What loses that share at the stop.' },
  mark: {
    name: 'Mark price',
    unit: 'price',
    says: 'As given; else of the newest file that has one; else the middle of the book; else the entry.',
  },
  margin: { name: 'Margin needed', unit: 'settle', says: 'Notional over leverage, with the fee for opening.' },
  'maintenance-margin': { name: 'Maintenance margin', unit: 'settle', says: 'What must be left at the entry price.' },
  'free-after': { name: 'Free after', unit: 'settle', says: 'Free collateral less the margin.' },
  'leverage-used': { name: 'Leverage', unit: 'times', says: 'Notional over margin.' },
  'leverage-allowed': { name: 'Leverage allowed', unit: 'times', says: 'What the margin table allows at this size.' },
  'liquidation-price': {
    name: 'Liquidation price',
    unit: 'price',
    says: 'Where the margin equals the maintenance margin of the tier that holds there. An estimate: partial liquidation, haircuts and funding until then are outside.',
  },
  'liquidation-distance': { name: 'Distance to liquidation', unit: 'fraction', says: 'Of the mark price.' },
  'liquidation-distance-ranges': {
    name: 'Distance in daily moves',
    unit: 'times',
    says: 'Over the mean absolute daily move of fourteen days.',
  },
  'liquidation-distance-worst-day': {
    name: 'Distance in worst days',
    unit: 'times',
    says: 'Over the worst daily move against the position in the days known.',
  },
  'daily-range': { name: 'Mean daily move', unit: 'fraction', says: 'Mean absolute move from close to close over fourteen days.' },
  'worst-day': {
    name: 'Worst day',
    unit: 'fraction',
    says: 'Largest move from close to close against the position in the days known, at most ninety.',
  },
  'stop-spare': {
    name: 'Room behind the stop',
    unit: 'price',
    says: 'Between stop and liquidation; negative where liquidation comes first.',
  },
  'funding-low': {
    name: 'Funding, low',
    unit: 'quote',
    says: 'Cost to the horizon at the lowest of the rates known; negative is received.',
  },
  'funding-base': { name: 'Funding, middle', unit: 'quote', says: 'At the median of the rates known.' },
  'funding-high': { name: 'Funding, high', unit: 'quote', says: 'At the highest of the rates known.' },
  'funding-share': { name: 'Funding of the notional', unit: 'fraction', says: 'The middle scenario over the notional.' },
  settlements: { name: 'Funding settlements', unit: 'count', says: 'Until the horizon.' },
  'fee-rate-in': { name: 'Fee rate in', unit: 'fraction', says: 'At your own tier.' },
  'fee-rate-out': { name: 'Fee rate out', unit: 'fraction', says: 'At your own tier.' },
  'fee-in': { name: 'Fee in', unit: 'quote', says: 'At the entry price.' },
  'fee-out': { name: 'Fee out', unit: 'quote', says: 'At the target, else the entry price.' },
  'fee-stop': { name: 'Fee at the stop', unit: 'quote', says: 'Always as taker.' },
  slippage: {
    name: 'Slippage in',
    unit: 'basis-points',
    says: 'Average fill against the middle, walked through the snapshot. A maker order walks nothing.',
  },
  'slippage-cost': { name: 'Slippage in, in money', unit: 'quote', says: 'Against the middle.' },
  'slippage-out': { name: 'Slippage out', unit: 'basis-points', says: 'The same through the other side of the book, for the stop.' },
  spread: { name: 'Spread', unit: 'basis-points', says: 'Of the snapshot.' },
  'costs-other': { name: 'Other costs', unit: 'quote', says: 'Gas of the transactions.' },
  'break-even': { name: 'Break-even', unit: 'price', says: 'Exit price that pays fees, funding and other costs.' },
  'break-even-move': { name: 'Move to break even', unit: 'fraction', says: 'Of the entry price, in the position’s favour.' },
  'max-loss': {
    name: 'Loss at the stop',
    unit: 'quote',
    says: 'Stopped out as taker, with fees and slippage; funding until then is not in it.',
  },
  'profit-at-target': { name: 'Profit at the target', unit: 'quote', says: 'After fees and funding.' },
  'reward-to-risk': { name: 'Reward to risk', unit: 'times', says: 'Profit at the target over loss at the stop.' },
  'exposure-after': {
    name: 'Exposure to the venue after',
    unit: 'reporting',
    says: 'What would be lost with it: what is there already and what this trade brings.',
  },
  'exposure-group-after': { name: 'Exposure to the group after', unit: 'reporting', says: 'Over all venues of the counterparty group.' },
  'venue-share-after': { name: 'Venue of capital', unit: 'fraction', says: 'Exposure after over the capital.' },
  'asset-share-after': {
    name: 'Asset of capital',
    unit: 'fraction',
    says: 'What is held of the asset and this trade’s notional, over the capital.',
  },
  'instrument-age': { name: 'Age of the specification', unit: 'days', says: 'Of the instrument’s file.' },
  'tier-age': { name: 'Age of the margin table', unit: 'days', says: 'An old table gives a wrong price by the right formula.' },
  'fee-age': { name: 'Age of the fee table', unit: 'days', says: 'And of the volume told.' },
  'depth-age': { name: 'Age of the book', unit: 'minutes', says: 'Of the depth snapshot.' },
  'funding-age': { name: 'Age of the funding rates', unit: 'hours', says: 'Of the newest one.' },
} as const satisfies Readonly<Record<string, TicketFigure>>;
export type TicketFigureId = keyof typeof TICKET_FIGURES;
export const TICKET_FIGURE_IDS = Object.keys(TICKET_FIGURES) as readonly TicketFigureId[];
