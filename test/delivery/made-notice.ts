import type { AddressedNotice } from '../../shared/delivery/index.ts';

export const AT = '2026-11-20T10:00:00.000Z';

export function madeNotice(n: number, made: Partial<AddressedNotice> = {}): AddressedNotice {
  return {
    firing: `firing-${n}`,
    tells: 'fired',
    rule: 'rule-1',
    title: 'Depeg',
    severity: 'high',
    subject: { kind: 'pair', id: 'STETH/ETH' },
    subjectTitle: 'stETH/ETH',
    sentence: 'price 0.971 ETH – price below 0.98',
    at: AT,
    found: AT,
    late: false,
    cleared: null,
    todo: null,
    seq: 7,
    quiet: null,
    snoozed: null,
    channels: null,
    ...made,
  };
}
