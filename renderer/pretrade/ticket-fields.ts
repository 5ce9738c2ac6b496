import { CLIENT_CLASSES, type InstrumentKind, isMargined, SIZE_UNITS } from '../../shared/pretrade/index.ts';
import type { Choice, Field } from '../forms/field.ts';
import { choicesOf, VARIANT_TITLES } from './words.ts';

/** Fields that belong together, under their heading. `folded` ones are closed until somebody opens them or something stands in them. */
export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly folded?: boolean;
}

/** What a form knows when it asks for its fields. */
export interface FieldContext {
  readonly variant: InstrumentKind;
  readonly marginMode: string;
  readonly venues: readonly Choice[];
  /** Currencies of the instrument, once one is known: `USDT`. */
  readonly base: string | null;
  readonly quote: string | null;
  readonly settle: string | null;
}

/** The fields of a ticket by what kind of trade it is; each group is one step of the thought. */
export function ticketGroups(context: FieldContext): readonly FieldGroup[] {
  const { variant } = context;
  const margined = isMargined(variant);
  return [
    { title: 'Trade', fields: tradeFields(context) },
    { title: 'Prices', fields: priceFields(context) },
    { title: 'Size', fields: sizeFields(context) },
    ...(margined || variant === 'option' ? [{ title: 'Margin', fields: marginFields(context) }] : []),
    ...(variant === 'option' ? [{ title: 'Option', fields: OPTION }] : []),
    ...(variant === 'on-chain' ? [{ title: 'On chain', fields: ON_CHAIN }] : []),
    { title: 'Orders and time', fields: orderFields(context) },
    { title: 'Why', fields: WHY },
    { title: 'Your record and capital', fields: SIZING, folded: true },
    ...(variant === 'perpetual' ? [{ title: 'Funding of your own', fields: FUNDING, folded: true }] : []),
  ];
}

const MARGIN_MODES: readonly Choice[] = [
  { value: '', label: 'not chosen' },
  { value: 'isolated', label: 'isolated' },
  { value: 'cross', label: 'cross' },
  { value: 'portfolio', label: 'portfolio' },
];
const ROLES: readonly Choice[] = [
  { value: 'taker', label: 'taker: at once' },
  { value: 'maker', label: 'maker: it waits' },
];

function tradeFields({ venues, variant }: FieldContext): readonly Field[] {
  const option = variant === 'option';
  return [
    { path: 'variant', label: 'Kind', type: 'choice', choices: choicesOf(VARIANT_TITLES) },
    {
      path: 'side',
      label: 'Side',
      type: 'choice',
      choices: [
        { value: 'long', label: option ? 'long: buy it' : 'long: buy' },
        { value: 'short', label: option ? 'short: sell it' : 'short: sell' },
      ],
    },
    { path: 'venue', label: 'Venue', type: 'choice', choices: [{ value: '', label: 'choose a venue' }, ...venues], needed: true },
    { path: 'account', label: 'Account', type: 'asset' },
    { path: 'symbol', label: 'Instrument', type: 'asset' },
  ];
}

function priceFields({ variant, quote }: FieldContext): readonly Field[] {
  const unit = quote === null ? '' : `, ${quote}`;
  const option = variant === 'option';
  return [
    decimal('entry', option ? 'Premium in' : `Entry${unit}`),
    decimal('stop', option ? 'Premium at the stop' : `Stop${unit}`),
    decimal('target', option ? 'Premium at the target' : `Target${unit}`),
    decimal('mark', option ? 'Underlying now' : `Mark${unit}`, 'else of the newest file'),
  ];
}

function sizeFields({ quote, base }: FieldContext): readonly Field[] {
  return [
    decimal('maxLoss', `May lose${quote === null ? '' : `, ${quote}`}`, 'at the stop, all costs in'),
    decimal('quantity', 'Or a size', 'it goes before the loss'),
    {
      path: 'quantityIn',
      label: 'Size counts',
      type: 'choice',
      choices: SIZE_UNITS.map((value) => ({
        value,
        label: { base: base ?? 'the asset', quote: quote ?? 'the quote', contracts: 'contracts' }[value],
      })),
    },
  ];
}

function marginFields({ variant, marginMode, settle }: FieldContext): readonly Field[] {
  const unit = settle === null ? '' : `, ${settle}`;
  const from: Field = {
    path: 'collateral.from',
    label: 'Collateral',
    type: 'choice',
    choices: [
      { value: 'new-transfer', label: 'is sent for it' },
      { value: 'venue-balance', label: 'lies there already' },
    ],
  };
  if (variant === 'option') return [decimal('collateral.free', `Free there${unit}`), from];
  return [
    decimal('leverage', 'Leverage, ×'),
    { path: 'marginMode', label: 'Margin', type: 'choice', choices: MARGIN_MODES },
    decimal('collateral.free', `Free there${unit}`),
    ...(marginMode === 'cross'
      ? [
          decimal('collateral.balance', `Account balance${unit}`),
          decimal('collateral.otherMaintenance', 'Maintenance of others', 'of your other positions'),
          decimal('collateral.otherUnrealised', 'Unrealised of others'),
        ]
      : [decimal('collateral.added', `Added margin${unit}`, 'over what leverage asks')]),
    from,
  ];
}

function orderFields({ variant }: FieldContext): readonly Field[] {
  return [
    decimal('holdHours', 'Held, hours'),
    { path: 'opens', label: 'Opens, UTC', type: 'text', hint: 'now, or 2026-11-23 14:00' },
    { path: 'feeIn', label: 'Order in', type: 'choice', choices: ROLES },
    { path: 'feeOut', label: 'Order out', type: 'choice', choices: ROLES },
    decimal('slippageBp', 'Slippage allowed, bp', 'where there is no book'),
    ...(isMargined(variant)
      ? [
          {
            path: 'clientClass',
            label: 'Client class',
            type: 'choice',
            choices: CLIENT_CLASSES.map((value) => ({ value, label: value })),
          } satisfies Field,
        ]
      : []),
  ];
}

const OPTION: readonly Field[] = [
  {
    path: 'option.kind',
    label: 'Call or put',
    type: 'choice',
    choices: [
      { value: '', label: 'as the file says' },
      { value: 'call', label: 'call' },
      { value: 'put', label: 'put' },
    ],
  },
  decimal('option.strike', 'Strike', 'else of the file'),
  { path: 'option.expires', label: 'Expires, UTC', type: 'text', hint: 'else of the file' },
  decimal('option.quotedMargin', 'Margin quoted', 'of a sold one'),
  { path: 'option.settlementStyle', label: 'Settlement and exercise', type: 'text', hint: 'cash or delivery, automatic or not' },
  { path: 'option.volatilityContext', label: 'Implied volatility', type: 'text', hint: 'where it stands against its past' },
];

const ON_CHAIN: readonly Field[] = [
  { path: 'onChain.chain', label: 'Chain', type: 'text' },
  { path: 'onChain.chainId', label: 'Chain id', type: 'text', hint: 'as the wallet shows it' },
  { path: 'onChain.contract', label: 'Contract', type: 'text', hint: 'checked on the project’s own page' },
  { path: 'onChain.approval', label: 'Approval', type: 'text', hint: 'largest amount it may take' },
  decimal('onChain.gas', 'Gas, in quote', 'in and out'),
  { path: 'onChain.gasHeld', label: 'Gas is held', type: 'yes-no' },
  { path: 'onChain.bridge', label: 'Bridge', type: 'text' },
  { path: 'onChain.oracle', label: 'Oracle', type: 'text' },
  { path: 'onChain.sequencer', label: 'Sequencer', type: 'text' },
];

const SIZING: readonly Field[] = [
  decimal('sizing.capital', 'Capital'),
  { path: 'sizing.fraction', label: 'Share at risk, %', type: 'percent', hint: 'else that of the rules' },
  { path: 'sizing.winRate', label: 'Trades that won, %', type: 'percent' },
  decimal('sizing.payoff', 'Average win ÷ loss'),
];

const FUNDING: readonly Field[] = [
  { path: 'funding.low', label: 'Low, % an interval', type: 'percent' },
  { path: 'funding.base', label: 'Middle, %', type: 'percent' },
  { path: 'funding.high', label: 'High, %', type: 'percent' },
  decimal('funding.intervalHours', 'Interval, hours'),
  { path: 'fundingAcknowledged', label: 'Going over the budget of funding is known and wanted', type: 'flag' },
];

const WHY: readonly Field[] = [
  { path: 'reason', label: 'Reason', type: 'passage' },
  { path: 'exitPlan', label: 'Exit plan', type: 'passage' },
  { path: 'title', label: 'Title', type: 'text', hint: 'else side, instrument and venue' },
];

function decimal(path: string, label: string, hint?: string): Field {
  return { path, label, type: 'decimal', ...(hint === undefined ? {} : { hint }) };
}
