import { describe, expect, test } from 'vitest';
import { tellableNames } from '../../renderer/charts/end-names.ts';

const within = (letters: number) => (text: string) => text.length <= letters;

describe('names at the ends of lines', () => {
  test('stay whole where there is room, and lose their end where there is not', () => {
    expect(tellableNames(['ETH, Ether', 'wstETH, Wrapped stETH'], within(12))).toEqual(['ETH, Ether', 'wstETH, Wra…']);
  });

  test('lose their middle where their beginnings are alike', () => {
    const names = ['USDC, aave-v3 on Ethereum', 'USDC, aave-v3 on Base', 'DAI, maker'];
    const cut = tellableNames(names, within(16));
    expect(new Set(cut).size).toBe(3);
    expect(cut[0]).toBe('USDC, aa…thereum');
    expect(cut[1]).toBe('USDC, aa…on Base');
    expect(cut.every((text) => text.length <= 16)).toBe(true);
  });

  test('of one name twice nothing can be told apart, and of no room two letters are left', () => {
    expect(tellableNames(['USDC, aave', 'USDC, aave'], within(6))).toEqual(['USDC,…', 'USDC,…']);
    expect(tellableNames(['USDC, aave'], () => false)).toEqual(['US…']);
  });
});
