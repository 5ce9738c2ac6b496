import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, isKnown } from '../../shared/figures/index.ts';
import {
  computeTicket,
  DEFAULT_TICKET_RULES,
  evaluateTicket,
  type Instrument,
  scenarioOf,
  type TicketFigureId,
  type TicketInputs,
  ticketInputsSchema,
} from '../../shared/pretrade/index.ts';
import { BRACKETS, DEPTH, FUNDINGS, inputs, INVERSE, PERPETUAL, sourced } from './made-inputs.ts';
import { read, SAVED } from './reading.ts';

/** A figure rounded as a source prints it, or the reason why it cannot be given. */
function figure(of: TicketInputs, id: TicketFigureId, places = 2): string {
  const found = computeTicket(of).figures[id];
  return isKnown(found) ? found.ok.toFixed(places) : found.unavailable.reason;
}

const WITHOUT_FEES = { ...DEFAULT_TICKET_RULES, includeCloseFee: false };

describe('published examples, through a whole ticket', () => {
  test('L3 and L5: the tier is that of the liquidation price', () => {
    expect(figure(inputs({}, { rules: WITHOUT_FEES, margin: sourced(flat('0.004')) }), 'liquidation-price')).toBe('45180.72');
    const large = inputs({ quantity: '21', leverage: '5' }, { rules: WITHOUT_FEES });
    expect(figure(large, 'liquidation-price')).toBe('40341.51');
    expect(evaluateTicket(large).tier).toMatchObject({ row: 3, tier: { rate: '0.01' } });
  });

  test('L7: inverse, sixty thousand dollars of face at ten times', () => {
    const coin = inputs(
      { quantity: '60000', quantityIn: 'quote' },
      { instrument: sourced(INVERSE), margin: sourced(flat('0.005', 'inverse')), rules: WITHOUT_FEES, depth: null },
    );
    expect(figure(coin, 'liquidation-price')).toBe('45681.82');
    expect(figure(coin, 'contracts', 0)).toBe('600');
  });

  test('L1: a short of three at three thousand with a thousand behind it', () => {
    const short = inputs(
      { side: 'short', entry: '3000', quantity: '3', leverage: '9' },
      { rules: WITHOUT_FEES, margin: sourced(flat('0.05')), depth: null },
    );
    expect(figure(short, 'liquidation-price')).toBe('3174.60');
  });

  test('N1: fourteen days of funding on a million', () => {
    const rates = { low: '0', base: '0.0001', high: '0.0002', intervalHours: '8' };
    const held = inputs({ quantity: '20', holdHours: '336', opens: '2025-09-01T00:00:00Z', funding: rates });
    expect([figure(held, 'settlements', 0), figure(held, 'funding-base', 0), figure(held, 'funding-low', 0)]).toEqual(['42', '4200', '0']);
  });

  test('depth: four bitcoin cost 2.8 basis points of the middle, twenty are not there', () => {
    expect(figure(inputs({ quantity: '4', mark: '50000' }), 'slippage', 4)).toBe(figureOfMiddle('4'));
    const found = computeTicket(inputs({ quantity: '20' })).figures.slippage;
    expect(found).toMatchObject({ unavailable: { reason: 'not-enough-depth', details: { filled: '15', short: '5' } } });
  });

  test('F3: the fee of an option is capped at an eighth of its premium', () => {
    const fees = {
      ...inputs().fees!.row,
      product: 'option',
      tiers: [{ name: 'all', minimums: {}, maker: '0.0003', taker: '0.0003' }],
      cap: { shareOfPremium: '0.125' },
    };
    const option = (premium: string) =>
      inputs(
        { variant: 'option', entry: premium, quantity: '1', mark: '60000', stop: undefined },
        { instrument: sourced(OPTION), fees: sourced(fees), depth: null },
      );
    expect(figure(option('0.05'), 'fee-in', 4)).toBe('18.0000');
    expect(figure(option('0.002'), 'fee-in', 4)).toBe('15.0000');
  });

  test('sizing: five thousand at the stop, fees counted in', () => {
    const sized = inputs({ quantity: undefined, maxLoss: '5000', stop: '48500', slippageBp: '0' }, { depth: null });
    expect(figure(sized, 'size-from-max-loss', 8)).toBe('3.22736808');
    expect(figure(sized, 'order', 3)).toBe('3.227');
  });

  test('break-even: two bitcoin with 420 of funding', () => {
    const funding = { low: '0', base: '0.0014', high: '0.01', intervalHours: '8' };
    const held = inputs({ quantity: '2', slippageBp: '0', holdHours: '24', opens: '2025-09-01T00:00:00Z', funding }, { depth: null });
    expect(figure(held, 'funding-base', 0)).toBe('420');
    expect(figure(held, 'break-even', 4)).toBe('50260.1301');
  });
});

describe('what holds for every ticket', () => {
  const price = fc.integer({ min: 20_000, max: 90_000 }).map(String);
  const anyTrade = fc.record({
    side: fc.constantFrom('long' as const, 'short' as const),
    entry: price,
    stopShare: fc.integer({ min: 1, max: 400 }),
    maxLoss: fc.integer({ min: 50, max: 5_000 }).map(String),
    leverage: fc.integer({ min: 1, max: 20 }).map(String),
    inverse: fc.boolean(),
    feeIn: fc.constantFrom('maker' as const, 'taker' as const),
    slippageBp: fc.integer({ min: 0, max: 40 }).map(String),
  });
  type Trade = typeof anyTrade extends fc.Arbitrary<infer T> ? T : never;

  function made({ side, entry, stopShare, inverse, ...terms }: Trade): TicketInputs {
    const away = new Decimal(stopShare).dividedBy(1_000);
    const stop = new Decimal(entry).times(side === 'long' ? new Decimal(1).minus(away) : away.plus(1)).toFixed();
    const instrument = { ...(inverse ? INVERSE : PERPETUAL), lot: '0.000001', minSize: '0' };
    const margin = inverse ? flat('0.005', 'inverse') : BRACKETS;
    return inputs(
      { side, entry, stop, quantity: undefined, ...terms },
      { instrument: sourced(instrument), margin: sourced(margin), depth: null },
    );
  }

  test('a size from the largest loss loses no more at the stop, and hardly less', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const { figures } = computeTicket(made(trade));
        const loss = figures['max-loss'];
        if (!isKnown(loss)) throw new Error(loss.unavailable.message);
        expect(loss.ok.lessThanOrEqualTo(new Decimal(trade.maxLoss).plus('1e-30'))).toBe(true);
        expect(loss.ok.dividedBy(trade.maxLoss).toNumber()).toBeGreaterThan(0.99);
      }),
      { numRuns: 150 },
    );
  });

  test('at the break-even there is neither profit nor loss; the plot passes through it', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const computation = computeTicket(made(trade));
        const plot = scenarioOf(computation, { points: 3 });
        const even = plot.marks.find(({ what }) => what === 'break-even');
        expect(Math.abs(Number(even?.profit))).toBeLessThan(1e-12);
      }),
      { numRuns: 100 },
    );
  });

  test('equity equals maintenance and the fee for closing at the liquidation price, by the margin put there', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const of = made(trade);
        const { figures, margin, plan } = computeTicket(of);
        const found = figures['liquidation-price'];
        // What is fully funded has no such price.
        fc.pre(isKnown(found));
        if (!isKnown(found) || !isKnown(margin.position) || !isKnown(margin.liquidation)) throw new Error('unreachable');
        const { quantity, entry, marginBalance, side } = margin.position.ok;
        const table = of.margin!.row;
        if (table.shape !== 'tiers') throw new Error('tiers');
        const row = table.tiers[margin.liquidation.ok.tier - 1]!;
        const [at, from] = trade.inverse
          ? [quantity.dividedBy(found.ok), quantity.dividedBy(entry)]
          : [quantity.times(found.ok), quantity.times(entry)];
        const gain = (side === 'long') === !trade.inverse ? at.minus(from) : from.minus(at);
        const taker = isKnown(plan.rates.taker) ? plan.rates.taker.ok : new Decimal(0);
        const maintenance = at.times(new Decimal(row.rate).plus(taker)).minus(row.amount);
        expect(marginBalance.plus(gain).minus(maintenance).abs().lessThan('1e-30')).toBe(true);
        expect(at.greaterThanOrEqualTo(row.floor) && (row.cap === null || at.lessThanOrEqualTo(row.cap))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test('the same inputs give the same result, through JSON and back', () => {
    fc.assert(
      fc.property(anyTrade, (trade) => {
        const of = made(trade);
        const thawed = ticketInputsSchema.parse(JSON.parse(JSON.stringify(of)));
        expect(JSON.stringify(evaluateTicket(thawed))).toBe(JSON.stringify(evaluateTicket(of)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('input that cannot be', () => {
  const problems = (of: TicketInputs) => evaluateTicket(of).problems.map(({ code, field }) => `${field}: ${code}`);

  test.each([
    [{ quantity: '0' }, 'quantity: not-positive'],
    [{ quantity: '-3' }, 'quantity: not-positive'],
    [{ entry: '0' }, 'entry: not-positive'],
    [{ leverage: '0' }, 'leverage: not-positive'],
    [{ leverage: '-5' }, 'leverage: not-positive'],
    [{ stop: '51000' }, 'stop: stop-on-the-wrong-side'],
    [{ stop: '50000' }, 'stop: stop-at-entry'],
    [{ stop: '40000' }, 'stop: stop-beyond-liquidation'],
    [{ side: 'short' as const, stop: '60000' }, 'stop: stop-beyond-liquidation'],
    [{ target: '49000' }, 'target: target-on-the-wrong-side'],
    [{ marginMode: 'portfolio' as const }, 'marginMode: portfolio-margin'],
    [{ holdHours: '-1' }, 'holdHours: negative'],
    [{ sizing: { winRate: '55' } }, 'sizing.winRate: not-a-share'],
    [{ funding: { low: '0.1', base: '0', high: '0' } }, 'funding: rates-unsorted'],
  ])('%o', (draft, problem) => {
    expect(problems(inputs(draft))).toContain(problem);
  });

  test('is told in sentences that name the number and the way out', () => {
    const [problem] = evaluateTicket(inputs({ stop: '40000' })).problems;
    expect(problem?.message).toMatch(
      /^The stop at 40000 lies beyond liquidation at 4\d{4}.*: the position would be liquidated before it fires\. Move the stop/,
    );
  });

  test('what is missing is unavailable and says so, never zero', () => {
    const bare = inputs(
      { entry: undefined, quantity: undefined, leverage: undefined },
      { instrument: null, margin: null, fees: null, depth: null, fundings: [], volume: null },
    );
    const { figures } = computeTicket(bare);
    for (const id of [
      'quantity',
      'margin',
      'liquidation-price',
      'fee-in',
      'slippage',
      'funding-base',
      'break-even',
      'max-loss',
      'exposure-after',
    ] as const)
      expect(figures[id]).toMatchObject({ unavailable: { message: expect.stringMatching(/\.$/) } });
    expect(figure(inputs({ marginMode: 'cross' }), 'liquidation-price')).toBe('missing');
    expect(figure(inputs({ marginMode: 'portfolio' }), 'liquidation-price')).toBe('portfolio-margin');
    expect(figure(inputs({}, { margin: null }), 'liquidation-price')).toBe('no-margin-table');
    expect(figure(inputs({}, { fundings: FUNDINGS.slice(0, 4).map(sourced) }), 'funding-base')).toBe('too-few-observations');
    expect(figure(inputs({}, { instrument: sourced({ ...PERPETUAL, settlement: 'quanto' }) }), 'liquidation-price')).toBe('quanto');
  });
});

describe('other kinds of trade', () => {
  test('an option bought loses its premium and the fee, one sold may lose more or without bound', () => {
    const option = (draft: Parameters<typeof inputs>[0]) =>
      inputs({ variant: 'option', entry: '0.05', quantity: '1', mark: '60000', ...draft }, { instrument: sourced(OPTION), depth: null });
    // The fee of the made table is 0.0005 coin a unit: 30 at 60 000.
    expect(figure(option({}), 'max-loss', 0)).toBe('3030');
    expect(figure(option({}), 'break-even', 0)).toBe('68030');
    expect(figure(option({ side: 'short' }), 'max-loss')).toBe('unbounded');
    expect(figure(option({ side: 'short', option: { kind: 'put', quotedMargin: '0.1' } }), 'max-loss', 0)).toBe(
      String(65_000 - 3_000 + 30),
    );
    const plot = scenarioOf(computeTicket(option({})), { points: 5, from: new Decimal(60_000), to: new Decimal(80_000) });
    expect(plot.points.map(({ price, profit }) => [price, Number(profit)])).toEqual([
      ['60000', -3030],
      ['65000', -3030],
      ['70000', 1970],
      ['75000', 6970],
      ['80000', 11_970],
    ]);
  });

  test('spot is paid in full and has nothing to liquidate; a swap on chain pays its gas', () => {
    const spot = inputs(
      { variant: 'spot', stop: '49000', collateral: {} },
      { instrument: sourced({ ...PERPETUAL, kind: 'spot' }), margin: null },
    );
    expect(figure(spot, 'margin')).toBe('50025.00');
    expect(figure(spot, 'liquidation-price')).toBe('not-applicable');
    const swap = inputs(
      { variant: 'on-chain', stop: '49000', onChain: { gas: '40' } },
      { instrument: sourced({ ...PERPETUAL, kind: 'on-chain' }), margin: null },
    );
    expect(Number(figure(swap, 'max-loss', 6)) - Number(figure(spot, 'max-loss', 6))).toBeCloseTo(40, 6);
    expect(
      figure(
        inputs({ variant: 'on-chain', stop: '49000' }, { instrument: sourced({ ...PERPETUAL, kind: 'on-chain' }), margin: null }),
        'max-loss',
      ),
    ).toBe('missing');
  });

  test('Deribit’s continuous margin: 25 BTC at 100 000 keep 28 125', () => {
    const margins = read('deribit-margin').data.margins;
    const linear = margins.find(({ settlement }) => settlement === 'linear')!;
    const held = inputs({ entry: '100000', quantity: '25' }, { margin: sourced(linear), depth: null });
    expect(figure(held, 'maintenance-margin', 0)).toBe('28125');
  });
});

const OPTION: Instrument = {
  ...PERPETUAL,
  symbol: 'BTC-26DEC25-65000-C',
  kind: 'option',
  settlement: 'inverse',
  quote: 'USD',
  settle: 'BTC',
  strike: '65000',
  optionType: 'call',
  expiry: '2025-12-26T08:00:00.000Z',
};

function flat(rate: string, settlement: 'linear' | 'inverse' = 'linear') {
  return {
    venue: 'made',
    asOf: SAVED,
    source: 'made',
    shape: 'tiers' as const,
    instrument: 'BTCUSDT',
    settlement,
    unit: settlement === 'linear' ? ('quote' as const) : ('base' as const),
    amounts: 'given' as const,
    tiers: [{ floor: '0', cap: null, rate, amount: '0' }],
  };
}

/** By hand: the average price of buying so much from the made book, against its middle. */
function figureOfMiddle(size: string): string {
  let [left, paid] = [Number(size), 0];
  for (const [price, amount] of DEPTH.asks) {
    const taken = Math.min(left, Number(amount));
    paid += taken * Number(price);
    left -= taken;
  }
  const middle = (Number(DEPTH.asks[0]![0]) + Number(DEPTH.bids[0]![0])) / 2;
  return ((paid / Number(size) / middle - 1) * 10_000).toFixed(4);
}
