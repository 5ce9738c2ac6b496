import { z } from 'zod';
import { evidenceRefSchema } from '../evidence/index.ts';
import { assetCode, dayString, groupedText, identifier, instantString } from '../figures/index.ts';
import { isFiat } from '../market/index.ts';
import { amountOrNone, positiveAmount } from './amount.ts';
import { cutOffSchema } from './cut-off.ts';

/**
 * Who delivers first. `prefunded`: what we pay lay with the desk before the trade. `simultaneous`: escrow, delivery against payment or a
 * venue's ledger. `credit`: we deliver first, on a line that somebody approved.
 */
export const DELIVERY_ORDERS = ['they-first', 'we-first', 'simultaneous', 'prefunded', 'credit'] as const;
export type DeliveryOrder = (typeof DELIVERY_ORDERS)[number];

const line = z.string().trim().min(1).max(300);

/** An asset where it moves: on a chain its network (`bitcoin`), of a currency the rail (`fedwire`). USD and USDC are two assets. */
export const placedAssetSchema = z.strictObject({ asset: assetCode, network: z.string().trim().min(1).max(60) });
export type PlacedAsset = z.infer<typeof placedAssetSchema>;

/**
 * Where one leg goes, as it was typed, to the letter. `memo` is the tag, memo or payment reference that the destination needs; null says that
 * it needs none, which is an answer of its own. `cutOff` where this leg's window closes at another time than the trade's.
 */
export const instructionSchema = z.strictObject({
  destination: z.string().trim().min(4).max(500),
  beneficiary: line.nullable(),
  memo: line.nullable(),
  cutOff: cutOffSchema.optional(),
});
export type Instruction = z.infer<typeof instructionSchema>;

const shape = {
  /** Ours and unique; what the desk quotes too. */
  reference: z.string().trim().min(1).max(60),
  /** Id of the desk in the catalogue of venues. */
  desk: identifier,
  /** From our side: we buy the base asset, or we sell it. */
  side: z.enum(['buy', 'sell']),
  base: placedAssetSchema,
  quote: placedAssetSchema,
  quantity: positiveAmount,
  /** Units of the quote asset for one of the base asset. */
  price: positiveAmount,
  /** In the quote asset; nought where the spread is all. */
  fee: amountOrNone,
  tradedAt: instantString,
  valueDate: dayString,
  cutOff: cutOffSchema,
  deliveryOrder: z.enum(DELIVERY_ORDERS),
  /** By what both deliver at once, or who approved the credit; wanted for these two orders. */
  deliveryTerms: line.nullable().default(null),
  agreement: line.nullable().default(null),
  /** `pay`: where our delivery goes. `receive`: where theirs comes. */
  instructions: z.strictObject({ pay: instructionSchema, receive: instructionSchema }),
  note: z.string().max(10_000).default(''),
  evidence: z.array(evidenceRefSchema).max(100).default([]),
};

/** A trade as a form brings it. Totals may be left out: they follow from quantity, price and fee. */
export const tradeDraftSchema = z.strictObject({ ...shape, gross: positiveAmount.optional(), net: positiveAmount.optional() });
export type TradeDraft = z.infer<typeof tradeDraftSchema>;

/** A trade as it is recorded. Decimals are canonical; `due` holds the instants of the cut-offs as time zones were on the day of recording. */
export const tradeTermsSchema = z.strictObject({
  ...shape,
  gross: positiveAmount,
  net: positiveAmount,
  due: z.strictObject({ pay: instantString, receive: instantString }),
});
export type TradeTerms = z.infer<typeof tradeTermsSchema>;

/** What we deliver. */
export function paid({ side, base, quote, quantity, net }: TradeTerms): PlacedAsset & { readonly amount: string } {
  return side === 'buy' ? { ...quote, amount: net } : { ...base, amount: quantity };
}

/** What the desk delivers. */
export function received({ side, base, quote, quantity, net }: TradeTerms): PlacedAsset & { readonly amount: string } {
  return side === 'buy' ? { ...base, amount: quantity } : { ...quote, amount: net };
}

/** The direction in words, which a swapped side cannot survive: “we pay 608,125 USD, we receive 10 BTC”. */
export function directionWords(terms: TradeTerms): string {
  const [out, into] = [paid(terms), received(terms)];
  return `we pay ${amountWords(out.amount, out.asset)}, we receive ${amountWords(into.amount, into.asset)}`;
}

/** A decimal with commas between thousands, and its asset. Every digit is kept. */
export function amountWords(amount: string, asset: string): string {
  return `${groupedText(amount)} ${asset}`;
}

/** An asset with where it moves: `BTC on bitcoin`. */
export function placedWords({ asset, network }: PlacedAsset): string {
  return `${asset} on ${network}`;
}

/** Whether it moves through a bank or on a chain. */
export function railOf({ asset }: PlacedAsset): 'chain' | 'fiat' {
  return isFiat(asset) ? 'fiat' : 'chain';
}

/** Whether two places of assets are one: network names are compared without regard to case, so that they net as they are meant. */
export function isSamePlace(one: PlacedAsset, other: PlacedAsset): boolean {
  return placeKey(one) === placeKey(other);
}

export function placeKey({ asset, network }: PlacedAsset): string {
  return `${asset}\n${network.toLowerCase()}`;
}
