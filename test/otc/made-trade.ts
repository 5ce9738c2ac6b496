import type { TradeDraft } from '../../shared/otc/index.ts';

const BITCOIN = { asset: 'BTC', network: 'bitcoin' };
const ETHER = { asset: 'ETH', network: 'ethereum' };
const DOLLARS = { asset: 'USD', network: 'fedwire' };
const DOLLAR_TOKENS = { asset: 'USDC', network: 'ethereum' };

const DESK_BANK = { destination: '021000021/4455667788', beneficiary: 'Cumberland DRW LLC', memo: 'OTC-2025-0916' };
const OUR_BANK = { destination: '026009593/1122334455', beneficiary: 'Merchant Treasury BV', memo: 'OTC-2025-0916' };
const OUR_VAULT = { destination: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', beneficiary: null, memo: null };
const DESK_VAULT = { destination: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', beneficiary: null, memo: null };
const OUR_ETHER = { destination: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', beneficiary: null, memo: null };
const DESK_ETHER = { destination: '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', beneficiary: null, memo: null };

/** A block of bitcoin as a treasurer records it: 10 BTC at 60,000 US dollars, the desk delivers first. */
export function madeTrade(changes: Partial<TradeDraft> = {}): TradeDraft {
  return {
    reference: 'OTC-1',
    desk: 'cumberland',
    side: 'buy',
    base: BITCOIN,
    quote: DOLLARS,
    quantity: '10',
    price: '60000',
    fee: '0',
    tradedAt: '2025-09-15T14:02:31.000Z',
    valueDate: '2025-09-16',
    cutOff: { time: '18:45', zone: 'America/New_York' },
    deliveryOrder: 'they-first',
    deliveryTerms: null,
    agreement: 'ISDA 2002 of 3 March 2024, netting annex',
    instructions: { pay: DESK_BANK, receive: OUR_VAULT },
    note: '',
    evidence: [],
    ...changes,
  };
}

/** The five trades of the reference's worked set, with places and instructions. */
export const WORKED_SET: readonly TradeDraft[] = [
  madeTrade({ reference: 'T1' }),
  madeTrade({ reference: 'T2', side: 'sell', quantity: '4', price: '60500', instructions: { pay: DESK_VAULT, receive: OUR_BANK } }),
  madeTrade({
    reference: 'T3',
    base: ETHER,
    quantity: '100',
    price: '2500',
    fee: '125',
    instructions: { pay: DESK_BANK, receive: OUR_ETHER },
  }),
  madeTrade({
    reference: 'T4',
    side: 'sell',
    base: ETHER,
    quote: DOLLAR_TOKENS,
    quantity: '100',
    price: '2510',
    instructions: { pay: DESK_ETHER, receive: OUR_ETHER },
  }),
  madeTrade({ reference: 'T5', quantity: '1', price: '61000', valueDate: '2025-09-17' }),
];
