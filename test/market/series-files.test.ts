import { describe, expect, it } from 'vitest';
import { outcomes, points, read } from './reading.ts';

describe('rates of liquid-staking tokens', () => {
  const feed = 'symbol,timestamp,USD_price\nosETH,1719656459,1.02009916\nosETH,1719660059,\nosETH,1719663659,1.0201\n';

  it('asks what a column called dollars is counted in, and suggests ether where values lie near one', () => {
    const asked = read('osETH.csv', feed);
    expect(asked.questions).toMatchObject([{ name: 'unit', choices: ['ETH', 'USD'], suggested: 'ETH' }]);
    expect(asked.entries).toEqual([]);
  });

  it('makes rates of ether and prices of dollars', () => {
    const rates = read('osETH.csv', feed, { answers: { unit: 'ETH' } });
    expect(outcomes(rates.entries)).toEqual(['1 accepted', '2 skipped no-value', '3 accepted']);
    expect(points(rates.entries)[0]).toEqual({
      kind: 'rate',
      asset: 'osETH',
      unit: 'ETH',
      at: '2024-06-29T10:20:59.000Z',
      rate: '1.02009916',
    });
    const prices = read('osETH.csv', feed, { answers: { unit: 'USD' } });
    expect(points(prices.entries)[0]).toMatchObject({ kind: 'price', asset: 'osETH', currency: 'USD' });
  });

  it('remarks a fall: a redemption rate falls only by losses', () => {
    const text = `date,asset,unit,rate\n${[1.1, 1.101, 1.0995, 1.102].map((rate, day) => `2024-01-0${day + 1},wstETH,ETH,${rate}`).join('\n')}\n`;
    const reading = read('rates.csv', text);
    expect(reading.format).toBe('rates');
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 accepted', '3 flagged rate-fell', '4 accepted']);
  });
});

describe('supply and inflation', () => {
  it('reads counts by asset', () => {
    const reading = read(
      'supply.csv',
      'date,asset,total_supply\n2024-01-01,DOT,1374567890.5\n2024-02-01,DOT,"1,380,000,000"\n2024-03-01,DOT,0\n',
    );
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 accepted', '3 quarantined zero-value']);
    expect(points(reading.entries)[1]).toEqual({ kind: 'supply', asset: 'DOT', measure: 'total', day: '2024-02-01', value: '1380000000' });
  });

  it('asks whether inflation is in per cent or a fraction, and moves the point exactly', () => {
    const text = 'date,asset,inflation\n2024-01-01,ATOM,10.12\n2024-02-01,ATOM,-0.4\n';
    expect(read('i.csv', text).questions.map(({ name }) => name)).toEqual(['scale']);
    const values = (scale: 'percent' | 'fraction') =>
      read('i.csv', text, { answers: { scale } }).entries.map(({ point }) => point?.kind === 'supply' && point.value);
    expect(values('percent')).toEqual(['0.1012', '-0.004']);
    expect(values('fraction')).toEqual(['10.12', '-0.4']);
    expect(read('i.csv', 'date,asset,inflation_percent\n2024-01-01,ATOM,7\n').entries[0]?.point).toMatchObject({ value: '0.07' });
  });
});

describe('consumer prices', () => {
  it('reads FRED by the id of the series', () => {
    const reading = read('CPIAUCSL.csv', 'observation_date,CPIAUCSL\n2024-01-01,309.794\n2024-02-01,311.022\n2024-03-01,.\n');
    expect(reading.format).toBe('fred');
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 accepted', '3 skipped no-value']);
    expect(points(reading.entries)[0]).toEqual({ kind: 'cpi', currency: 'USD', month: '2024-01', index: '309.794' });
  });

  it('reads months as written, and rejects a day as long as it does not exist', () => {
    const reading = read('cpi.csv', 'month,currency,index\n2024-01,EUR,123.5\n2024M02,EUR,124\n2024-13,EUR,125\nMarch,EUR,126\n');
    expect(reading.format).toBe('consumer-prices');
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 accepted', '3 month rejected no-instant', '4 month rejected no-instant']);
  });
});
