import type { ActivityKind } from '../positions/index.ts';

/** What an operation means. `trade` legs belong together by their second and `with`; `move` is between the wallet and a product. */
export type BinanceMeaning =
  | { readonly does: 'trade'; readonly with: string; readonly fee: boolean }
  | { readonly does: 'move'; readonly product: string; readonly puts: boolean }
  | { readonly does: 'reward'; readonly product: string }
  | { readonly does: 'plain'; readonly into: ActivityKind; readonly outOf: ActivityKind }
  | { readonly does: 'nothing'; readonly because: string };

const trade = (joined: string, fee = false): BinanceMeaning => ({ does: 'trade', with: joined, fee });
const puts = (product: string): BinanceMeaning => ({ does: 'move', product, puts: true });
const takes = (product: string): BinanceMeaning => ({ does: 'move', product, puts: false });
const reward = (product: string): BinanceMeaning => ({ does: 'reward', product });
const flow: BinanceMeaning = { does: 'plain', into: 'deposit', outOf: 'withdrawal' };
const gain: BinanceMeaning = { does: 'plain', into: 'income', outOf: 'spend' };
const inside: BinanceMeaning = { does: 'nothing', because: 'moved between two wallets of the same owner at Binance' };

/** Operations by name, without case. Names differ by year; what Binance called flexible savings is Simple Earn Flexible today. */
const OPERATIONS: Readonly<Record<string, BinanceMeaning>> = {
  buy: trade('order'),
  sell: trade('order'),
  fee: trade('order', true),
  'transaction related': trade('order'),
  'transaction buy': trade('order'),
  'transaction spend': trade('order'),
  'transaction sold': trade('order'),
  'transaction revenue': trade('order'),
  'transaction fee': trade('order', true),
  'binance convert': trade('convert'),
  convert: trade('convert'),
  'large otc trading': trade('convert'),
  'small assets exchange bnb': trade('dust'),
  'small assets exchange bnb (spot)': trade('dust'),
  'asset conversion transfer': trade('convert'),
  'stablecoins auto-conversion': trade('convert'),
  'auto-invest transaction': trade('auto-invest'),
  'token swap - redenomination/rebranding': trade('token-swap'),
  'token swap - distribution': trade('token-swap'),
  'p2p trading': flow,
  deposit: flow,
  'fiat deposit': flow,
  withdraw: flow,
  withdrawal: flow,
  'fiat withdraw': flow,
  'fiat withdrawal': flow,
  'buy crypto': flow,
  'buy crypto with fiat': flow,
  send: flow,
  'simple earn flexible subscription': puts('earn'),
  'simple earn flexible redemption': takes('earn'),
  'savings purchase': puts('earn'),
  'savings subscription': puts('earn'),
  'savings principal redemption': takes('earn'),
  'simple earn flexible interest': reward('earn'),
  'simple earn flexible airdrop': reward('earn'),
  'savings interest': reward('earn'),
  'savings distribution': reward('earn'),
  'simple earn locked subscription': puts('locked'),
  'simple earn locked redemption': takes('locked'),
  'simple earn locked rewards': reward('locked'),
  'pos savings purchase': puts('locked'),
  'pos savings redemption': takes('locked'),
  'pos savings interest': reward('locked'),
  'staking purchase': puts('staking'),
  'staking redemption': takes('staking'),
  'staking rewards': reward('staking'),
  'eth 2.0 staking': puts('staking'),
  'eth 2.0 staking withdrawals': takes('staking'),
  'eth 2.0 staking rewards': reward('staking'),
  'sol staking': puts('staking'),
  'bnb vault subscription': puts('savings'),
  'bnb vault redemption': takes('savings'),
  'bnb vault rewards': reward('savings'),
  'launchpool subscription': puts('launchpool'),
  'launchpool redemption': takes('launchpool'),
  'launchpool subscription/redemption': puts('launchpool'),
  'launchpool interest': reward('launchpool'),
  'launchpool airdrop': reward('launchpool'),
  'launchpool earnings withdrawal': reward('launchpool'),
  'liquid swap add': puts('liquidity'),
  'liquid swap remove': takes('liquidity'),
  'liquidity farming remove': takes('liquidity'),
  'liquid swap rewards': reward('liquidity'),
  'swap farming rewards': reward('liquidity'),
  'super bnb mining': reward('launchpool'),
  'dot slot auction rewards': reward('staking'),
  'hodler airdrops distribution': gain,
  distribution: gain,
  'airdrop assets': gain,
  'cash voucher': gain,
  'cash voucher distribution': gain,
  'crypto box': gain,
  'referral commission': gain,
  'referral kickback': gain,
  'commission rebate': gain,
  'commission history': gain,
  'commission fee shared with you': gain,
  'card cashback': gain,
  'megadrop rewards': gain,
  'merchant acquiring': gain,
  'binance card spending': gain,
  'asset recovery': gain,
  'nft transaction': gain,
  'realized profit and loss': gain,
  'realize profit and loss': gain,
  'funding fee': gain,
  'insurance fund compensation': gain,
  'auto-exchange': trade('auto-exchange'),
  'main and funding account transfer': inside,
  'transfer between main and funding wallet': inside,
  'transfer between main account and margin account': inside,
  'transfer between main account/futures and margin account': inside,
  'transfer between spot account and um futures account': inside,
  'transfer between spot account and cm futures account': inside,
  'sub-account transfer': inside,
  transfer_in: inside,
  transfer_out: inside,
  'transfer account': inside,
};

/** What an operation of an account means; `undefined` where the name is not known. A fee of futures belongs to no trade of two assets. */
export function meaningOf(operation: string, account: string, asset: string): BinanceMeaning | undefined {
  const meaning = OPERATIONS[operation.toLowerCase()];
  if (meaning?.does === 'trade' && meaning.fee && /futures/i.test(account)) return gain;
  // WBETH is a token of its own: staking into it is an exchange.
  if (operation.toLowerCase().startsWith('eth 2.0 staking') && asset === 'WBETH' && meaning?.does === 'move') return trade('eth-staking');
  return meaning;
}
