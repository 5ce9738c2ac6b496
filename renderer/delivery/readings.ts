import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { SendState } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useReading } from '../engine/reading.ts';

type Outputs = inferRouterOutputs<AppRouter>['delivery'];
export type ChannelLine = Outputs['channels'][number];
export type DeliveryLine = Outputs['deliveries']['rows'][number];
export type SecretPlaces = Outputs['secretPlaces'];

/** A passphrase that is set or given changes which secrets can be had, and writes nothing in this column. */
const COLUMNS = ['delivery', 'workspace'];

export function useChannels() {
  return useReading({ columns: COLUMNS, key: ['delivery.channels'], ask: (signal) => api.delivery.channels.query({}, { signal }) });
}

export function useSecretPlaces() {
  return useReading({ columns: COLUMNS, key: ['delivery.secretPlaces'], ask: (signal) => api.delivery.secretPlaces.query({}, { signal }) });
}

export function usePreferencesReading() {
  return useReading({ columns: COLUMNS, key: ['delivery.preferences'], ask: (signal) => api.delivery.preferences.query({}, { signal }) });
}

/** Which messages are looked at; absent: all. */
export interface DeliveryFilter {
  readonly state?: SendState | undefined;
  readonly channel?: string | undefined;
  readonly words: string;
}

export function useDeliveries({ state, channel, words }: DeliveryFilter, limit: number) {
  const input = {
    ...(state === undefined ? {} : { states: [state] }),
    ...(channel === undefined ? {} : { channel }),
    ...(words.trim() === '' ? {} : { words }),
    limit,
  };
  return useReading({
    columns: COLUMNS,
    key: ['delivery.deliveries', input],
    ask: (signal) => api.delivery.deliveries.query(input, { signal }),
  });
}

export function useDelivery(send: string) {
  return useReading({
    columns: COLUMNS,
    key: ['delivery.delivery', send],
    ask: (signal) => api.delivery.delivery.query({ send }, { signal }),
  });
}
