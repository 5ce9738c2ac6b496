import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import { amountWords, directionWords, legsOf, recordedTerms, tradeDraftSchema, type TradeDraft } from '../../shared/otc/index.ts';
import { madeTrade, WORKED_SET } from './made-trade.ts';
import { ok, refusal } from './told.ts';

const refused = (changes: Partial<TradeDraft>) => refusal(recordedTerms(madeTrade(changes)));

/** A currency of six places, which needs no beneficiary. */
const ON_CHAIN = { quote: { asset: 'USDC', network: 'ethereum' } };

describe('a recorded trade', () => {
  test('says in words who pays what, and its two legs go where they were told', () => {
    const terms = ok(recordedTerms(madeTrade({ fee: '125' })));
    expect(directionWords(terms)).toBe('we pay 600,125 USD, we receive 10 BTC');
    const [out, into] = legsOf('trade', terms);
    expect(out).toMatchObject({
      leg: 'trade.out',
      direction: 'out',
      asset: 'USD',
      amount: '600125',
      instruction: { beneficiary: 'Cumberland DRW LLC' },
    });
    expect(into).toMatchObject({ leg: 'trade.in', direction: 'in', asset: 'BTC', network: 'bitcoin', amount: '10' });
    expect([out.due, into.due]).toEqual(['2025-09-16T22:45:00.000Z', '2025-09-16T22:45:00.000Z']);
  });

  test('turns round with its side', () => {
    const [, sale] = WORKED_SET;
    const terms = ok(recordedTerms(sale!));
    expect(directionWords(terms)).toBe('we pay 4 BTC, we receive 242,000 USD');
    expect(legsOf('t', terms).map(({ direction, amount }) => [direction, amount])).toEqual([
      ['out', '4'],
      ['in', '242000'],
    ]);
  });

  test('gives a leg its own window where the bank closes before the desk', () => {
    const draft = madeTrade();
    const pay = { ...draft.instructions.pay, cutOff: { time: '15:30', zone: 'Europe/Amsterdam' } };
    const terms = ok(recordedTerms({ ...draft, instructions: { ...draft.instructions, pay } }));
    expect(terms.due).toEqual({ pay: '2025-09-16T13:30:00.000Z', receive: '2025-09-16T22:45:00.000Z' });
  });

  test('fills in totals that were left out, and takes told ones that differ by a cent of rounding', () => {
    const odd = { quantity: '0.3', price: '61234.567' } as const;
    expect(ok(recordedTerms(madeTrade(odd)))).toMatchObject({ gross: '18370.37', net: '18370.37' });
    expect(ok(recordedTerms(madeTrade({ ...odd, gross: '18370.38', fee: '10' })))).toMatchObject({ gross: '18370.38', net: '18380.38' });
  });

  test('keeps every digit, and writes numbers one way', () => {
    const terms = ok(recordedTerms(madeTrade({ quantity: '1e1', price: '+060000.50', fee: '0.00' })));
    expect(terms).toMatchObject({ quantity: '10', price: '60000.5', fee: '0', gross: '600005' });
    expect(amountWords('1234567.000000000000000001', 'ETH')).toBe('1,234,567.000000000000000001 ETH');
    expect(amountWords('-1000', 'USD')).toBe('-1,000 USD');
  });

  test('pays or receives the same value that it was dealt at, whatever the numbers', () => {
    // At least one coin at ten thousand, so that no fee of at most as much takes all.
    const [coins, prices, fees] = [
      fc.bigInt({ min: 10n ** 8n, max: 10n ** 18n }),
      fc.bigInt({ min: 10n ** 6n, max: 10n ** 12n }),
      fc.nat(9_999),
    ];
    const side = fc.constantFrom('buy' as const, 'sell' as const);
    fc.assert(
      fc.property(coins, prices, fees, side, (q, p, f, side) => {
        const [quantity, price, fee] = [new Decimal(q.toString()).dividedBy(1e8), new Decimal(p.toString()).dividedBy(100), String(f)];
        const { net } = ok(recordedTerms(madeTrade({ ...ON_CHAIN, side, quantity: quantity.toFixed(), price: price.toFixed(), fee })));
        const exact = side === 'buy' ? quantity.times(price).plus(fee) : quantity.times(price).minus(fee);
        expect(exact.minus(net).abs().lessThanOrEqualTo('0.0000005')).toBe(true);
      }),
    );
  });

  test('that comes to less than the smallest unit of its currency is none', () => {
    expect(refused({ ...ON_CHAIN, quantity: '0.00000001', price: '0.01' }).code).toBe('too-small');
  });
});

describe('a trade is refused', () => {
  test('where the gross amount does not follow from quantity and price, with the difference', () => {
    const { code, message, details } = refused({ gross: '600100' });
    expect(code).toBe('gross-differs');
    expect(message).toContain('10 × 60,000 USD is 600,000 USD, and the gross amount says 600,100 USD: 100 USD more');
    expect(details).toEqual({ field: 'gross' });
  });

  const { pay, receive } = madeTrade().instructions;
  const turned = { pay: receive, receive: pay };

  test('where the net amount does not follow from gross and fee', () => {
    expect(refused({ fee: '125', net: '599875' })).toMatchObject({ code: 'net-differs', details: { field: 'net' } });
    expect(refused({ side: 'sell', fee: '600000', instructions: turned }).code).toBe('fee-takes-all');
  });

  test('where both sides are one asset at one place', () => {
    expect(refused({ quote: { asset: 'BTC', network: 'Bitcoin' } }).code).toBe('same-asset');
  });

  test('where it settles before it was dealt', () => {
    expect(refused({ valueDate: '2025-09-13' }).code).toBe('value-before-trade');
    // A desk in another zone may still write yesterday.
    expect('ok' in recordedTerms(madeTrade({ valueDate: '2025-09-14' }))).toBe(true);
  });

  test('where the cut-off has no single instant', () => {
    const night = { time: '01:30', zone: 'America/New_York' };
    expect(refused({ valueDate: '2025-11-02', cutOff: night }).code).toBe('time-occurs-twice');
    expect(refused({ valueDate: '2026-03-08', cutOff: { ...night, time: '02:30' } }).code).toBe('time-is-skipped');
    expect(refused({ cutOff: { ...night, zone: 'EDT time' } }).code).toBe('unknown-zone');
  });

  test('where credit or simultaneous delivery is not said to rest on anything', () => {
    expect(refused({ deliveryOrder: 'credit' }).code).toBe('credit-without-approval');
    expect(refused({ deliveryOrder: 'simultaneous' }).code).toBe('simultaneous-without-means');
    expect('ok' in recordedTerms(madeTrade({ deliveryOrder: 'credit', deliveryTerms: 'line 2 M USD, CFO, 1 September' }))).toBe(true);
  });

  test('where a bank would have no name to pay to', () => {
    const draft = madeTrade();
    const pay = { ...draft.instructions.pay, beneficiary: null };
    expect(refused({ instructions: { ...draft.instructions, pay } })).toMatchObject({
      code: 'no-beneficiary',
      details: { field: 'instructions.pay.beneficiary' },
    });
  });

  test.each([
    ['nothing bought', { quantity: '0' }],
    ['a price below nought', { price: '-1' }],
    ['a float', { price: 60_000 }],
    ['thousands separators', { quantity: '1,000' }],
    ['a time without seconds of its hour', { cutOff: { time: '24:00', zone: 'UTC' } }],
    ['an order of delivery that nobody knows', { deliveryOrder: 'whenever' }],
    ['no destination', { instructions: { ...madeTrade().instructions, pay: { destination: '   ', beneficiary: null, memo: null } } }],
    ['silence about the memo', { instructions: { ...madeTrade().instructions, pay: { destination: 'bc1qxxxx', beneficiary: null } } }],
    ['a member that nobody knows', { destination: 'bc1q' }],
  ])('by its schema: %s', (_, wrong) => {
    expect(tradeDraftSchema.safeParse({ ...madeTrade(), ...wrong }).success).toBe(false);
  });
});
