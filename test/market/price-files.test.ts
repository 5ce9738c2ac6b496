import { describe, expect, it } from 'vitest';
import { nameHints } from '../../shared/market/file-name.ts';
import { closeOf, dayOfStamp, readMarketFile, recogniseMarketFile } from '../../shared/market/index.ts';
import { NOW, outcomes, points, read } from './reading.ts';

describe('the name of a file', () => {
  it.each([
    ['BTC-USD_daily_to_2022.csv', { asset: 'BTC', currency: 'USD' }],
    ['coingecko_WETHUSD_hourly.json', { asset: 'WETH', currency: 'USD' }],
    ['EUR_USD.csv', { asset: 'EUR', currency: 'USD' }],
    ['lean.zip/btcusd.csv', { asset: 'BTC', currency: 'USD' }],
    ['eth-eur-max.csv', { asset: 'ETH', currency: 'EUR' }],
    ['ETH-USD.market_chart.json', { asset: 'ETH', currency: 'USD' }],
    ['steth_eth.csv', { asset: 'stETH', currency: 'ETH' }],
    ['report-2024.csv', undefined],
    ['my prices.csv', undefined],
    ['USD-USD.csv', undefined],
  ])('%s', (name, pair) => {
    expect(nameHints(name).pair).toEqual(pair);
  });
});

describe('the day of a stamp', () => {
  it('ends at midnight: what is stamped 00:00 closes the day before', () => {
    expect(dayOfStamp('2024-03-02T00:00:00.000Z')).toBe('2024-03-01');
    expect(dayOfStamp('2024-03-02T00:00:00.001Z')).toBe('2024-03-02');
    expect(dayOfStamp('2024-03-01T23:59:59.999Z')).toBe('2024-03-01');
    expect(closeOf('2024-02-29')).toBe('2024-03-01T00:00:00.000Z');
    expect(dayOfStamp(closeOf('2023-12-31'))).toBe('2023-12-31');
  });
});

describe('CoinGecko market_chart', () => {
  const chart = (prices: string) => `{"prices":[${prices}],"market_caps":[],"total_volumes":[]}`;

  it('keeps every digit and every stamp; the last point, taken now, belongs to its own day', () => {
    const text = chart('[1709251200000,61430.123456789012],[1709337600000,62000],[1709390400000,61999.5]');
    const reading = read('BTC-USD.json', text);
    expect(reading.format).toBe('coingecko-market-chart');
    expect(points(reading.entries)).toEqual([
      { kind: 'price', asset: 'BTC', currency: 'USD', at: '2024-03-01T00:00:00.000Z', price: '61430.123456789012' },
      { kind: 'price', asset: 'BTC', currency: 'USD', at: '2024-03-02T00:00:00.000Z', price: '62000' },
      { kind: 'price', asset: 'BTC', currency: 'USD', at: '2024-03-02T14:40:00.000Z', price: '61999.5' },
    ]);
  });

  it('keeps digits that a binary number cannot hold, and expands exponents', () => {
    const reading = read('BTC-USD.json', chart('[1709251200000,1234567890123456789.123456789],[1709337600000,1.5e-9]'));
    expect(reading.entries.map(({ point }) => point?.kind === 'price' && point.price)).toEqual([
      '1234567890123456789.123456789',
      '0.0000000015',
    ]);
  });

  it('asks for asset and currency where the name says nothing, and reads nothing until it is told', () => {
    const text = chart('[1709251200000,1]');
    const asked = read('download.json', text);
    expect(asked.questions.map(({ name }) => name)).toEqual(['asset', 'currency']);
    expect(asked.entries).toEqual([]);
    const told = read('download.json', text, { answers: { asset: 'SOL', currency: 'EUR' } });
    expect(told.questions).toEqual([]);
    expect(points(told.entries)).toMatchObject([{ asset: 'SOL', currency: 'EUR' }]);
  });

  it('accounts for holes, words and nonsense', () => {
    const text =
      '[["2020-06-23T17:02:11+00:00",6.9],["2020-06-23T18:02:11+00:00",null],["yesterday",3],["2020-06-23T19:07:15+00:00","x"],["2020-06-23T20:07:15+00:00",17.75]]';
    const reading = read('BALUSD.json', text);
    expect(outcomes(reading.entries)).toEqual([
      '1 accepted',
      '2 skipped no-value',
      '3 time rejected no-instant',
      '4 price rejected no-number',
      '5 accepted',
    ]);
  });

  it('says where a file was cut off', () => {
    const cut = readMarketFile('BTC-USD.json', new TextEncoder().encode('{"prices":[[1709251200000,61430.12],[17093'), { now: NOW });
    expect(cut).toMatchObject({ error: { code: 'broken-json', message: expect.stringContaining('cut off') } });
  });
});

describe('CoinGecko simple/price', () => {
  it('reads each coin in each currency, by id and not by ticker', () => {
    const text =
      '{"bitcoin":{"usd":67187.33,"eur":62000.1,"usd_market_cap":1317802988326.25,"last_updated_at":1711356300},"no-such-coin":{"usd":2,"last_updated_at":1711356300}}';
    expect(points(read('prices.json', text).entries)).toEqual([
      { kind: 'price', asset: 'BTC', currency: 'USD', at: '2024-03-25T08:45:00.000Z', price: '67187.33' },
      { kind: 'price', asset: 'BTC', currency: 'EUR', at: '2024-03-25T08:45:00.000Z', price: '62000.1' },
      { kind: 'price', asset: 'no-such-coin', currency: 'USD', at: '2024-03-25T08:45:00.000Z', price: '2' },
    ]);
  });

  it('asks when the prices were taken where the answer does not say', () => {
    const text = '{"bitcoin":{"usd":67187.33}}';
    expect(read('prices.json', text).questions.map(({ name }) => name)).toEqual(['at']);
    expect(points(read('prices.json', text, { answers: { at: '2024-03-25' } }).entries)).toMatchObject([
      { at: '2024-03-26T00:00:00.000Z' },
    ]);
    const wrong = readMarketFile('prices.json', new TextEncoder().encode(text), { now: NOW, answers: { at: 'someday' } });
    expect(wrong).toMatchObject({ error: { code: 'no-instant' } });
  });
});

describe('tables of prices', () => {
  it('reads Yahoo: the close of a day is stamped at its end, float noise and all', () => {
    const text =
      'Date,Open,High,Low,Close,Adj Close,Volume\n2024-01-01 00:00:00+00:00,1,2,0.5,41998.00390625,41998,9\n2024-01-02 00:00:00+00:00,1,2,0.5,null,null,9\n';
    const reading = read('BTC-USD.csv', text);
    expect(reading).toMatchObject({ format: 'yahoo', source: 'Yahoo Finance' });
    expect(outcomes(reading.entries)).toEqual(['1 accepted', '2 skipped no-value']);
    expect(points(reading.entries)).toEqual([
      { kind: 'price', asset: 'BTC', currency: 'USD', at: '2024-01-02T00:00:00.000Z', price: '41998.00390625' },
    ]);
  });

  it('takes the open of hourly bars, which is the price at their stamp', () => {
    const reading = read(
      'ETH-EUR.csv',
      'Datetime,Open,High,Low,Close\n2024-01-01 10:00:00,100,105,99,104\n2024-01-01 11:00:00,104,105,99,101\n',
    );
    expect(points(reading.entries)).toMatchObject([
      { at: '2024-01-01T10:00:00.000Z', price: '100' },
      { at: '2024-01-01T11:00:00.000Z', price: '104' },
    ]);
  });

  it('takes seconds since 1970 for instants, and CoinGecko’s midnights for the close of the day before', () => {
    expect(points(read('BTC-USD.csv', 'timestamp,price\n1709251200,5\n1709290000,6\n').entries)).toMatchObject([
      { at: '2024-03-01T00:00:00.000Z' },
      { at: '2024-03-01T10:46:40.000Z' },
    ]);
    const download = read('btc-usd-max.csv', 'snapped_at,price,market_cap,total_volume\n2024-03-02 00:00:00 UTC,62000,1,2\n');
    expect(download.format).toBe('coingecko-table');
    expect(points(download.entries)).toMatchObject([{ asset: 'BTC', currency: 'USD', at: '2024-03-02T00:00:00.000Z', price: '62000' }]);
  });

  it('reads LEAN, which has no header', () => {
    const reading = read('lean.zip/btcusd.csv', '20141201 00:00,300,370,300,370,0.05\n20141202 00:00,377,378,377.5,378,15\n');
    expect(reading.format).toBe('lean');
    expect(points(reading.entries)).toMatchObject([
      { asset: 'BTC', currency: 'USD', at: '2014-12-02T00:00:00.000Z', price: '370' },
      { at: '2014-12-03T00:00:00.000Z', price: '378' },
    ]);
  });

  it('reads the reference rates of the ECB as prices of one euro', () => {
    const text = 'Date,USD,JPY,GBP,CYP,\n2024-01-03,1.0919,155.57,0.86443,N/A,\n2024-01-02,1.0956,155.71,0.8665,N/A,\n';
    const reading = read('eurofxref-hist.csv', text);
    expect(reading.format).toBe('ecb');
    expect(reading.quality.counts).toMatchObject({ accepted: 6, skipped: 2 });
    expect(points(reading.entries)).toContainEqual({
      kind: 'price',
      asset: 'EUR',
      currency: 'USD',
      at: '2024-01-03T00:00:00.000Z',
      price: '1.0956',
    });
  });

  it('reads a column for each asset, by CoinGecko id or ticker, and accounts for each cell', () => {
    const text = 'Date,tether,usd-coin,unheard-of\n2024-01-01,1.0001,,0.99\n2024-01-02,1.0002,x,0.98\n';
    const asked = read('prices.csv', text);
    expect(asked.questions.map(({ name }) => name)).toEqual(['currency']);
    const reading = read('prices.csv', text, { answers: { currency: 'USD' } });
    expect(reading.format).toBe('wide-prices');
    expect(outcomes(reading.entries)).toEqual([
      '1 tether accepted',
      '1 usd-coin skipped no-value',
      '1 unheard-of accepted',
      '2 tether accepted',
      '2 usd-coin rejected no-number',
      '2 unheard-of accepted',
    ]);
    expect(reading.entries[4]?.message).toMatch(/^Row 2, usd-coin: “x” is not a number\. /);
  });

  it('settles the order of day and month from the whole column, or asks', () => {
    const prove = read('BTC-USD.csv', 'date,price\n03/01/2024,1\n25/01/2024,2\n');
    expect(points(prove.entries)).toMatchObject([{ at: '2024-01-04T00:00:00.000Z' }, { at: '2024-01-26T00:00:00.000Z' }]);
    const open = read('BTC-USD.csv', 'date,price\n03/01/2024,1\n04/02/2024,2\n');
    expect(open.questions.map(({ name }) => name)).toEqual(['dateOrder']);
    const told = read('BTC-USD.csv', 'date,price\n03/01/2024,1\n04/02/2024,2\n', { answers: { dateOrder: 'mdy' } });
    expect(points(told.entries)).toMatchObject([{ at: '2024-03-02T00:00:00.000Z' }, { at: '2024-04-03T00:00:00.000Z' }]);
  });

  it('rejects days that do not exist and rows with broken quotes, and names the row', () => {
    const reading = read('BTC-USD.csv', 'date,price\n2024-02-30,1\n"2024-03-01,2\n2024-03-02,3\n');
    expect(outcomes(reading.entries)).toEqual(['1 date rejected no-instant', '2 date rejected broken-row', '3 accepted']);
    expect(reading.entries[0]?.message).toMatch(/^Row 1, date: “2024-02-30” is a day or time that does not exist\. /);
  });

  it('says that a file was cut off in its last row, and takes a last line without its end', () => {
    const cut = read('BTC-USD.csv', 'date,price\n2024-03-01,2\n2024-03-0');
    expect(outcomes(cut.entries)).toEqual(['1 accepted', '2 date rejected broken-row']);
    expect(cut.entries[1]?.message).toContain('breaks off');
    expect(outcomes(read('BTC-USD.csv', 'date,price\n2024-03-01,2\n2024-03-02,3').entries)).toEqual(['1 accepted', '2 accepted']);
    expect(outcomes(read('h.csv', 'date,pool,tvlUsd,apy\n2024-03-01,p,1,2\n2024-03-02,p').entries)).toEqual([
      '1 accepted',
      '2 row rejected broken-row',
    ]);
  });

  it('remarks that a day which is not over has no close yet', () => {
    expect(outcomes(read('BTC-USD.csv', 'date,price\n2026-11-21,1\n2026-11-22,2\n').entries)).toEqual([
      '1 accepted',
      '2 flagged day-not-over',
    ]);
  });
});

describe('a mapping of one’s own', () => {
  const text = 'Kurs;Wann\n"61.430,50";01.03.2024\n"62.000,00";02.03.2024\n';
  const mapping = {
    target: 'price',
    at: 'Wann',
    values: [{ column: 'Kurs' }],
    asset: 'BTC',
    currency: 'EUR',
    stamp: 'day',
    decimalMark: ',',
  } as const;

  it('reads any table, and is found again by its header', () => {
    expect(readMarketFile('kurse.csv', new TextEncoder().encode(text), { now: NOW })).toMatchObject({
      error: { code: 'unknown-market-file', details: { header: ['Kurs', 'Wann'] } },
    });
    const told = read('kurse.csv', text, { answers: { mapping: { ...mapping, values: [...mapping.values] } } });
    expect(points(told.entries)).toMatchObject([{ price: '61430.5', at: '2024-03-02T00:00:00.000Z' }, { price: '62000' }]);
    const saved = { name: 'Meine Bank', header: ['Kurs', 'Wann'], mapping: { ...mapping, values: [...mapping.values] } };
    const again = read('kurse.csv', text, { mappings: [saved] });
    expect(again.source).toBe('Meine Bank');
    expect(points(again.entries)).toEqual(points(told.entries));
  });

  it('asks again where a column it names is not there', () => {
    const reading = read('kurse.csv', text, { answers: { mapping: { ...mapping, at: 'Datum', values: [{ column: 'Kurs' }] } } });
    expect(reading.questions).toMatchObject([{ name: 'mapping', choices: ['Kurs', 'Wann'] }]);
  });
});

describe('a table of deals', () => {
  it.each([
    'Date,Action,Symbol,Account,Volume,Price,Currency,Fee\n2018-06-03 21:16:15 +0000,BUY,BCH,Coinbase Pro,0.99,1007.65,EUR,3.01\n',
    'Symbol,Type,Quantity,Price,Value,Fees,Date\nBTC,Buy,0.00056077,89162.28,50.00,0.00,2020-05-05\n',
  ])('is no series of prices, though it has dates and prices: %#', (text) => {
    expect(recogniseMarketFile('deals.csv', new TextEncoder().encode(text), [])).toBeNull();
  });
});
