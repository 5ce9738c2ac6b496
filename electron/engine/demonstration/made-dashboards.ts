import { newPanel } from '../../../shared/comparison/index.ts';
import { type Desk, made } from './diary.ts';
import { poolId } from './made-pools.ts';

/** Two dashboards: four pools side by side, and a coin beside its staked forms. */
export async function madeDashboards({ api }: Desk): Promise<void> {
  made(
    await api.comparison.save({
      detail: {
        name: 'Four homes for dollars',
        subjects: ['aave-usdc', 'compound-usdc', 'morpho-usdc', 'spark-susds'].map((name) => ({ kind: 'pool' as const, id: poolId(name) })),
        panels: [
          newPanel('rates', 'rates', null),
          newPanel('facts', 'facts', null),
          { ...newPanel('history', 'history', 'rate'), windowDays: 180 },
          { ...newPanel('size', 'indexed', 'tvl'), windowDays: 180 },
          { ...newPanel('together', 'correlation', 'rate'), windowDays: 180 },
        ],
      },
    }),
  );
  made(
    await api.comparison.save({
      detail: {
        name: 'Ether and what stands for it',
        subjects: ['ETH', 'stETH', 'wstETH'].map((id) => ({ kind: 'asset' as const, id })),
        panels: [
          { ...newPanel('indexed', 'indexed', 'price'), width: 12, windowDays: 365 },
          { ...newPanel('drawdown', 'drawdown', 'price'), windowDays: 365 },
          { ...newPanel('spread', 'distribution', 'price'), windowDays: 365 },
        ],
      },
    }),
  );
}
