import { type Caller, ok } from './desk-hands.ts';
import { dayBack } from './made-files.ts';

/** A loan that is nearly drawn too far, and coins that come free in five days, as somebody has kept them. */
export async function openLoanAndFixed(api: Caller): Promise<void> {
  for (const [asset, price] of [
    ['ETH', '2000'],
    ['USDC', '1'],
    ['DOT', '5'],
  ] as const)
    for (const back of [60, 1, 0]) ok(await api.market.enterPrice({ asset, currency: 'USD', day: dayBack(back), price }));
  const opened = dayBack(60);
  const at = `${opened}T08:00:00.000Z`;
  ok(
    await api.positions.open({
      terms: {
        kind: 'lending-borrow',
        title: 'Loan on ether',
        platform: 'Aave',
        opened,
        collateral: [{ asset: 'ETH', liquidationThreshold: '0.8' }],
        debt: ['USDC'],
      },
      activities: [
        { kind: 'open', at, into: [{ asset: 'ETH', quantity: '10' }] },
        { kind: 'borrow', at, outOf: [{ asset: 'USDC', quantity: '12800' }] },
      ],
    }),
  );
  ok(
    await api.positions.open({
      terms: { kind: 'earn-fixed', title: 'Fixed DOT', platform: 'Kraken', opened, asset: 'DOT', matures: dayBack(-5) },
      activities: [{ kind: 'open', at, into: [{ asset: 'DOT', quantity: '1000' }] }],
    }),
  );
}
