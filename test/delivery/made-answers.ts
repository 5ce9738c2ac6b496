import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { WebhookTerms } from '../../shared/delivery/index.ts';
import { bareNotice } from '../../shared/delivery/index.ts';
import { AT, madeNotice } from './made-notice.ts';

type Outputs = inferRouterOutputs<AppRouter>['delivery'];
export type ChannelLine = Outputs['channels'][number];
export type DeliveryLine = Outputs['deliveries']['rows'][number];

export const HOOK_TERMS: WebhookTerms = {
  kind: 'webhook',
  name: 'Desk hook',
  on: true,
  byDefault: true,
  least: 'medium',
  tellsCleared: false,
  digestMinutes: null,
  perHour: 20,
  seconds: 10,
  withoutValues: false,
  digest: null,
  url: 'https://desk.example.com/alerts',
  trust: null,
};

export function madeChannel(made: Partial<ChannelLine> = {}): ChannelLine {
  return {
    channel: 'hook',
    terms: HOOK_TERMS,
    destination: 'https://desk.example.com/alerts',
    secret: { place: 'system', record: 'r' },
    address: null,
    secretName: 'signing secret',
    obstacle: null,
    waiting: 2,
    dead: 1,
    nextDue: '2026-11-20T12:00:00.000Z',
    last: {
      send: 's1',
      attempt: 1,
      at: AT,
      milliseconds: 34,
      sent: false,
      says: 'desk.example.com answered 500.',
      output: 'broken',
      next: null,
    },
    tested: null,
    ...made,
  };
}

export function madeDelivery(send: string, made: Partial<DeliveryLine> = {}): DeliveryLine {
  return {
    send,
    channel: 'hook',
    channelName: 'Desk hook',
    subject: `High: Depeg · stETH/ETH (${send})`,
    notices: [bareNotice(madeNotice(1))],
    count: 1,
    state: 'sent',
    queuedAt: AT,
    due: AT,
    attempts: 1,
    last: { send, attempt: 1, at: AT, milliseconds: 34, sent: true, says: 'desk.example.com answered 200.', output: '', next: null },
    ...made,
  };
}
