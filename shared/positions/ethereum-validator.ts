/**
 * Ethereum's own arithmetic of validator rewards and penalties, in whole gwei as the consensus specifications write it
 * (github.com/ethereum/consensus-specs: phase0, altair, bellatrix and electra beacon-chain.md).
 */

const GWEI_PER_ETH = 1_000_000_000n;
const EFFECTIVE_BALANCE_INCREMENT = GWEI_PER_ETH;
const BASE_REWARD_FACTOR = 64n;
/** 32 slots of 12 s: 82,125 epochs in 365 days. */
const EPOCHS_PER_YEAR = 82_125n;

/** Largest effective balance of a validator: 32 ETH, or 2,048 ETH where it opted into compounding withdrawal credentials (Electra). */
export const MAX_EFFECTIVE_BALANCE = 32n * GWEI_PER_ETH;
export const MAX_EFFECTIVE_BALANCE_ELECTRA = 2048n * GWEI_PER_ETH;

/** MIN_SLASHING_PENALTY_QUOTIENT by fork: the share 1/quotient of the effective balance that slashing takes at once. */
export const SLASHING_QUOTIENTS = { genesis: 128n, altair: 64n, bellatrix: 32n, electra: 4096n } as const;

/**
 * The effective balance, on which rewards accrue, of a validator with `balance` whose effective balance was `previous`, all in gwei.
 * It moves in whole ETH and only past its hysteresis: down when the balance is more than 0.25 ETH below, up when more than 1.25 ETH above.
 */
export function effectiveBalance(balance: bigint, previous: bigint, maximum: bigint = MAX_EFFECTIVE_BALANCE): bigint {
  const quarter = EFFECTIVE_BALANCE_INCREMENT / 4n;
  const isBelow = balance + quarter < previous;
  const isAbove = previous + 5n * quarter < balance;
  if (!isBelow && !isAbove) return previous;
  const whole = balance - (balance % EFFECTIVE_BALANCE_INCREMENT);
  return whole < maximum ? whole : maximum;
}

/** The penalty at the moment of slashing, in gwei; the correlation penalty and the long wait come on top. */
export function initialSlashingPenalty(effective: bigint, fork: keyof typeof SLASHING_QUOTIENTS): bigint {
  return effective / SLASHING_QUOTIENTS[fork];
}

/** The base reward of an epoch per increment of 1 ETH, in gwei, when `totalActive` gwei are staked. Needs `totalActive` above zero. */
export function baseRewardPerIncrement(totalActive: bigint): bigint {
  return (EFFECTIVE_BALANCE_INCREMENT * BASE_REWARD_FACTOR) / integerSquareRoot(totalActive);
}

/**
 * The most that consensus rewards can pay a validator of `effective` balance in 365 days, in gwei, at full participation and without luck,
 * MEV or tips. Divided by the effective balance it is the consensus APR.
 */
export function yearlyConsensusReward(effective: bigint, totalActive: bigint): bigint {
  return (effective / EFFECTIVE_BALANCE_INCREMENT) * baseRewardPerIncrement(totalActive) * EPOCHS_PER_YEAR;
}

/** The largest integer whose square is not above `value`, by Newton's method from above. */
function integerSquareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
