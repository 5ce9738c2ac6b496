import { deliveryEvents } from '../../../shared/delivery/index.ts';
import type { Column } from '../column.ts';
import { sealedChannels } from './channels.ts';
import { deliveryFolds, deliveryProjections } from './folds.ts';

export { openCourier } from './courier.ts';
export { keepDelivering } from './keep-delivering.ts';
export { deliveryProcedures } from './procedures.ts';
export { holdVault, type Vault } from './vault.ts';

export const deliveryColumn: Column = {
  name: 'delivery',
  events: deliveryEvents,
  folds: deliveryFolds,
  projections: deliveryProjections,
  sealedSecrets: (store) => sealedChannels(store).map((name) => `the channel “${name}”`),
};
