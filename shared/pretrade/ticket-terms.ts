import { z } from 'zod';
import { decimalString, identifier, instantString } from '../figures/index.ts';
import { CLIENT_CLASSES, INSTRUMENT_KINDS, type InstrumentKind, SIZE_UNITS } from './reference.ts';

/** Variants that are margined, and can therefore be liquidated. */
export function isMargined(variant: InstrumentKind): boolean {
  return variant === 'perpetual' || variant === 'future';
}

const note = z.string().max(2_000);

/** What only an option needs to be told; strike, expiry and kind come with the instrument where its file says them. */
const optionTermsSchema = z.strictObject({
  kind: z.enum(['call', 'put']).optional(),
  strike: decimalString.optional(),
  expires: instantString.optional(),
  /** How it settles and is exercised, in the person's words: cash or delivery, automatic or not. */
  settlementStyle: note.optional(),
  /** Where implied volatility stands against its own past, in the person's words. */
  volatilityContext: note.optional(),
  /** Of an option that is sold: margin that the venue asks, as its own calculator says. */
  quotedMargin: decimalString.optional(),
});

/** What only a trade that a wallet signs needs to be told. */
const onChainTermsSchema = z.strictObject({
  chain: z.string().max(100).optional(),
  /** Number of the chain, as the wallet shows it. */
  chainId: z.string().max(40).optional(),
  /** Address of the contract that is called, checked against the project's own page. */
  contract: z.string().max(200).optional(),
  /** Largest amount that the contract may take; `unlimited` is a warning. */
  approval: z.string().max(100).optional(),
  /** Cost of the transactions in the quote currency. */
  gas: decimalString.optional(),
  /** Whether the wallet holds enough of the native coin for entering and leaving. */
  gasHeld: z.boolean().optional(),
  bridge: note.optional(),
  oracle: note.optional(),
  sequencer: note.optional(),
});

/**
 * A trade as somebody plans it. Everything but the variant, the venue and the direction may be missing while one writes: what depends on it is then
 * unavailable and says what is missing. Prices and amounts of money are in the quote currency of the instrument unless it says otherwise.
 */
export const ticketTermsSchema = z.strictObject({
  title: z.string().min(1).max(200).optional(),
  /** `on-chain` is a swap that a wallet signs; a perpetual of a decentralised venue is a `perpetual`. */
  variant: z.enum(INSTRUMENT_KINDS),
  /** Id of the venue in the catalogue. */
  venue: identifier,
  /** The account there, as the register of accounts names it. */
  account: z.string().max(200).optional(),
  /** The instrument as the venue names it. */
  symbol: z.string().max(200).optional(),
  /** Long buys first, short sells first. */
  side: z.enum(['long', 'short']),
  /** Of an option entry, stop and target are premiums, as the venue quotes them, and the mark price is that of the underlying. */
  entry: decimalString.optional(),
  stop: decimalString.optional(),
  target: decimalString.optional(),
  /** Mark price now; else that of the newest file that has one. */
  mark: decimalString.optional(),
  /** What may be lost at the stop, fees and slippage included. Without a quantity, the size follows from it. */
  maxLoss: decimalString.optional(),
  quantity: decimalString.optional(),
  quantityIn: z.enum(SIZE_UNITS).default('base'),
  leverage: decimalString.optional(),
  marginMode: z.enum(['isolated', 'cross', 'portfolio']).optional(),
  /** Margin in the settlement currency. */
  collateral: z
    .strictObject({
      /** Free at the account now. */
      free: decimalString.optional(),
      /** Put beside an isolated position over what leverage asks. */
      added: decimalString.optional(),
      /** Of a cross account: its whole balance, maintenance margin and unrealised profit of its other positions. */
      balance: decimalString.optional(),
      otherMaintenance: decimalString.optional(),
      otherUnrealised: decimalString.optional(),
      /** Whether money is sent to the venue for this trade, or lies there already. */
      from: z.enum(['new-transfer', 'venue-balance']).default('new-transfer'),
    })
    .default({ from: 'new-transfer' }),
  /** When it is to be opened; now by default. */
  opens: instantString.optional(),
  holdHours: decimalString.optional(),
  feeIn: z.enum(['maker', 'taker']).default('taker'),
  feeOut: z.enum(['maker', 'taker']).default('taker'),
  /** Where a venue has a table of its own for each class of client. */
  clientClass: z.enum(CLIENT_CLASSES).default('professional'),
  option: optionTermsSchema.optional(),
  onChain: onChainTermsSchema.optional(),
  /** What the size is measured against. */
  sizing: z
    .strictObject({
      capital: decimalString.optional(),
      /** Share of the capital that one trade may lose; the rules' by default. */
      fraction: decimalString.optional(),
      /** From one's own record: share of trades that won, and average win over average loss. */
      winRate: decimalString.optional(),
      payoff: decimalString.optional(),
    })
    .default({}),
  /** One's own low, middle and high rate for one interval, where there is no history to read them from; fractions. */
  funding: z
    .strictObject({ low: decimalString, base: decimalString, high: decimalString, intervalHours: decimalString.optional() })
    .optional(),
  /** One's own allowance for slippage, each way, in basis points, where there is no book to walk. */
  slippageBp: decimalString.optional(),
  /** That the cost of funding over the budget is known and wanted. */
  fundingAcknowledged: z.boolean().default(false),
  /** Why this trade: kept for the journal and the tax records. */
  reason: note.optional(),
  /** How it is left: orders in place, who watches. */
  exitPlan: note.optional(),
});
export type TicketTerms = z.infer<typeof ticketTermsSchema>;
/** Terms as a form brings them: what has a default may be left out. */
export type TicketTermsDraft = z.input<typeof ticketTermsSchema>;

/** A ticket in a line: “Long BTCUSDT, perpetual, Binance”. */
export function ticketTitle(terms: Pick<TicketTerms, 'title' | 'side' | 'symbol' | 'variant' | 'venue'>): string {
  if (terms.title !== undefined) return terms.title;
  return `${terms.side === 'long' ? 'Long' : 'Short'} ${terms.symbol ?? 'an instrument'}, ${VARIANT_WORDS[terms.variant]}, ${terms.venue}`;
}

export const VARIANT_WORDS: Readonly<Record<InstrumentKind, string>> = {
  perpetual: 'perpetual',
  future: 'dated future',
  option: 'option',
  spot: 'spot',
  'on-chain': 'on chain',
};
