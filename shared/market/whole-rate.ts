import type { RateBasis } from '../figures/index.ts';
import { quotedBasisOf } from './rate-basis.ts';

/**
 * What a pool's whole rate is, which a source adds up from base and reward: that of the only part there is, or of both where they are of one
 * kind; else it says that it is a sum of unlike ones. `base` and `reward` in any unit; null is unknown.
 */
export function wholeRateBasisOf(project: string | null, base: number | null, reward: number | null, asOf?: string): RateBasis {
  const [ofBase, ofReward] = [quotedBasisOf(project, 'base', asOf), quotedBasisOf(project, 'reward', asOf)];
  const [hasBase, hasReward] = [(base ?? 0) !== 0, (reward ?? 0) !== 0];
  if (!hasReward) return ofBase;
  if (!hasBase) return ofReward;
  if (ofBase.kind === ofReward.kind && ofBase.compounding === ofReward.compounding) return { ...ofReward, net: ofBase.net };
  return { ...ofBase, kind: 'APY', compounding: `sum of unlike parts: base ${ofBase.kind}, reward ${ofReward.kind}`, net: ofBase.net };
}
