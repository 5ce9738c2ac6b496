import { z } from 'zod';
import networkData from '../../data/networks.json' with { type: 'json' };
import { assetCode } from '../figures/index.ts';

export const networkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** Code of the native asset, in which staking rewards are paid. */
  asset: assetCode,
  /** Days between asking for the stake and having it; `null` where it varies or is chosen, as the note says. */
  unbondingDays: z.number().min(0).nullable(),
  /** Nominal seconds between two distributions of rewards; `null` where they accrue each block or the length varies. */
  epochSeconds: z.number().positive().nullable(),
  /** Dataset that tells the growth of the supply; `null`: unknown until the owner imports one. */
  inflationSource: z.string().nullable(),
  note: z.string(),
});
export type Network = z.infer<typeof networkSchema>;

/** The bundled networks, `data/networks.json`; a test holds each row against {@link networkSchema}. */
export const NETWORKS = networkData as readonly Network[];

/** The network whose stake earns this asset; `undefined` where the asset is native to none that is known. */
export function networkOfAsset(asset: string): Network | undefined {
  return NETWORKS.find((network) => network.asset === asset);
}
