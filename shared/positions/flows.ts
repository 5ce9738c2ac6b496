import type { Account } from './legs.ts';

/** Where one draws the line around what is looked at: one position, or all of them together. */
export type Scope = 'position' | 'portfolio';

/**
 * The one place that decides what is an external flow — money that its owner put in or took out — and at which scope (GIPS 2020, 2.A).
 *
 * - From or to the wallet: external at both scopes. A reward that is swept out is therefore one; a reward left in place never
 *   touches the wallet and is none. Gas paid from the wallet is a flow in and, beside it, a cost.
 * - From or to another position (`elsewhere`): external to the position, internal to the portfolio.
 * - Everything else — income, cost, exchange, the position's own accounts — is none.
 */
export function isExternalFlow(account: Account, scope: Scope): boolean {
  switch (account) {
    case 'wallet':
      return true;
    case 'elsewhere':
      return scope === 'position';
    default:
      return false;
  }
}
