import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  conditionCompletion,
  conditionText,
  conditionWords,
  namesOf,
  parseCondition,
  textTest,
  type Vocabulary,
} from '../../shared/watchlists/index.ts';

const VOCABULARY: Vocabulary = new Map(
  [
    { name: 'chain', says: 'its chain', unit: 'text' as const, values: ['Ethereum', 'Base', 'Arbitrum One'] },
    { name: 'symbol', says: 'its assets', unit: 'text' as const },
    { name: 'gates', says: 'its gates', unit: 'verdict' as const },
    { name: 'tvl', says: 'deposits', unit: 'money' as const },
    { name: 'value', says: 'a value', unit: null },
  ].map((entry) => [entry.name, entry]),
);

function parse(text: string): { readonly condition: Condition; readonly notes: readonly string[] } {
  const parsed = parseCondition(text, VOCABULARY);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return { condition: parsed.ok, notes: parsed.notes };
}

function faultOf(text: string) {
  const parsed = parseCondition(text, VOCABULARY);
  if ('ok' in parsed) throw new Error(`was read: ${conditionText(parsed.ok)}`);
  const { code, from, to, message } = parsed.fault;
  return { code, at: text.slice(from, to), message };
}

describe('words in conditions', () => {
  it.each([
    ['chain = "Ethereum"', 'chain = "Ethereum"', 'chain is “Ethereum”'],
    ['chain = ethereum', 'chain = "Ethereum"', 'chain is “Ethereum”'],
    ["chain == 'arbitrum one'", 'chain = "Arbitrum One"', 'chain is “Arbitrum One”'],
    ['symbol != “USDC”', 'symbol != "USDC"', 'symbol is not “USDC”'],
    ['symbol ~ "ETH" and tvl > 5m', 'symbol ~ "ETH" and tvl > 5m', 'symbol contains “ETH” and tvl rises above 5 million'],
    ['chain in (base, "Ethereum", BASE)', 'chain in ("Base", "Ethereum")', 'chain is “Base” or “Ethereum”'],
    ['chain not in (base)', 'not chain in ("Base")', 'it is not so that chain is “Base”'],
    ['gates = fail', 'gates = fail', 'gates is fail'],
    ['gates != "not-applicable"', 'gates != not-applicable', 'gates is not not-applicable'],
    ['symbol = "say \\"hi\\" \\\\ there"', 'symbol = "say \\"hi\\" \\\\ there"', 'symbol is “say "hi" \\ there”'],
    [
      'missing(chain, 2d) or stuck(gates, 7d)',
      'missing(chain, 2d) or stuck(gates, 7d)',
      'nothing has been observed of chain for 2 days or gates has not changed for 7 days',
    ],
  ])('%s', (text, canonical, words) => {
    const { condition } = parse(text);
    expect(conditionText(condition)).toBe(canonical);
    expect(conditionWords(condition)).toBe(words);
    expect(parse(canonical).condition).toEqual(condition);
  });

  it.each([
    ['chain < "A"', 'wrong-unit', '<'],
    ['chain between 1 and 2', 'wrong-unit', 'between'],
    ['chain = 5', 'unexpected', '5'],
    ['chain = "Ether', 'open-text', '"'],
    ['chain = ""', 'empty-text', '""'],
    ['chain = and', 'unexpected', 'and'],
    ['chain in "Base"', 'unexpected', '"Base"'],
    ['chain in ("Base" "Ethereum")', 'unexpected', '"Ethereum"'],
    ['chain in ()', 'unexpected', ')'],
    ['chain not "Base"', 'unexpected', '"Base"'],
    ['chain ! "Base"', 'unexpected', '!'],
    ['gates = failed', 'unknown-text', 'failed'],
    ['gates = maybe', 'unknown-text', 'maybe'],
    ['"Base" = chain', 'unexpected', '"Base"'],
    ['tvl = "Base"', 'unexpected', '"Base"'],
    ['tvl ~ "Base"', 'unexpected', '~'],
    ['tvl > chain', 'wrong-unit', 'tvl > chain'],
    ['value > chain', 'wrong-unit', 'value > chain'],
    ['change(chain, 7d) > 1%', 'wrong-unit', 'chain, 7d)'],
    ['rank(gates) < 3', 'wrong-unit', 'gates)'],
  ])('%s → %s at “%s”', (text, code, at) => {
    const fault = faultOf(text);
    expect(fault.code).toBe(code);
    expect(fault.at.length === 0 ? '' : at.endsWith(fault.at) || fault.at.endsWith(at)).toBe(true);
    expect(fault.message).toMatch(/[.?…]$/);
  });

  it('says of a word that does not occur that it does not, and which was meant', () => {
    expect(parse('chain = "Etherum"').notes).toEqual(['No chain is “Etherum” now. Did you mean “Ethereum”?']);
    expect(parse('chain in (base, Solana)').notes).toEqual(['No chain is “Solana” now.']);
    expect(parse('chain ~ "eth"').notes).toEqual([]);
    expect(parse('symbol = "anything"').notes).toEqual([]);
    expect(faultOf('gates = fial').message).toBe('gates is never “fial”. Did you mean fail?');
  });

  it('compares without regard to capitals or forms of letters', () => {
    expect(textTest('=', ['Ethereum'])('ETHEREUM')).toBe(true);
    expect(textTest('!=', ['Ethereum'])('ethereum')).toBe(false);
    expect(textTest('in', ['a', 'b'])('B')).toBe(true);
    expect(textTest('~', ['eth'])('stETH-WETH')).toBe(true);
    expect(textTest('~', ['eth'])('USDC')).toBe(false);
    expect(textTest('=', ['\u00e9'])('e\u0301')).toBe(true);
  });

  it('names what it reads, once', () => {
    expect(namesOf(parse('chain = base or chain = ethereum and gates = pass').condition)).toEqual(['chain', 'gates']);
  });

  it('gives any text again that can be written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        fc.constantFrom('=' as const, '!=' as const, '~' as const),
        (text, relation) => {
          fc.pre(text.trim() !== '' && !text.includes('\n'));
          const condition: Condition = { kind: 'text', name: 'symbol', relation, texts: [text] };
          expect(parse(conditionText(condition)).condition).toEqual(condition);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('completion of words', () => {
  const after = (text: string) => conditionCompletion(text, text.length, VOCABULARY).options.map((option) => option.text);

  it('offers comparisons, then the words that occur, then what goes on', () => {
    expect(after('chain ')).toEqual(['=', '!=', '~', 'in', 'not']);
    expect(after('chain = ')).toEqual(['"Ethereum"', '"Base"', '"Arbitrum One"']);
    expect(after('chain = "arb')).toEqual(['"Arbitrum One"']);
    expect(after('chain = eth')).toEqual(['"Ethereum"']);
    expect(after('chain in ("Base", ')).toEqual(['"Ethereum"', '"Base"', '"Arbitrum One"']);
    expect(after('chain in ("Base"')).toEqual([',', ')']);
    expect(after('gates = ')).toEqual(['pass', 'fail', 'unknown', 'not-applicable']);
    expect(after('chain = "Base" ')).toEqual(['and', 'or']);
    expect(after('symbol = ')).toEqual(['"Ethereum"']);
    expect(conditionCompletion('chain = "ba', 11, VOCABULARY)).toMatchObject({ from: 8, to: 11 });
  });
});
