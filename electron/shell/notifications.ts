import type { Notification as SystemNotification, NotificationConstructorOptions } from 'electron';
import { z } from 'zod';
import {
  deliveryPreferencesSchema,
  headingOf,
  discreetHeadingOf,
  isAtLeast,
  type Notice,
  noticeSchema,
} from '../../shared/delivery/index.ts';
import type { HostedEngine } from '../host/hosted-engine.ts';
import { callEngine } from './engine-calls.ts';

/** More than so many alerts at once, or within a minute, are told as one notification. */
const MOST_AT_ONCE = 3;
const MOST_A_MINUTE = 10;
const MINUTE = 60_000;
const SNOOZE = 3_600_000;
/** Notifications that are held on to, so that a click on them still finds somebody. */
const MOST_HELD = 50;

/** Shown where the platform shows buttons: macOS, and Windows since Electron 38. Elsewhere a click opens. */
const ACTIONS = [
  { type: 'button', text: 'Acknowledge' },
  { type: 'button', text: 'Snooze 1 h' },
] as const;

export interface NotificationOptions {
  readonly engine: Pick<HostedEngine, 'connect'>;
  /** Electron's `Notification`. */
  readonly system: { isSupported(): boolean; new (options: NotificationConstructorOptions): SystemNotification };
  readonly icon: string;
  /** Brings the window forward and opens an alert in it; null: the centre. */
  readonly open: (firing: string | null) => void;
  /** Whether the window hides amounts: a notification then says which rule fired and how severely, and no value. */
  readonly isDiscreet: () => boolean;
  /** Up to where in the journal the open workspace's alerts have been told in earlier runs; undefined where nobody knows. */
  readonly toldBefore: () => number | undefined;
  readonly keepTold: (upTo: number) => void;
  /** Milliseconds since 1970; the machine's clock where it is left out. */
  readonly now?: () => number;
}

const batchSchema = z.object({ notices: z.array(noticeSchema), count: z.int(), upTo: z.int() });

/**
 * Shows what fires as notifications of the operating system, as long as the window is there, minimised or not. What has cleared is told by no notification.
 * Answers the function that stops it.
 */
export function showNotifications({
  engine,
  system,
  icon,
  open,
  isDiscreet,
  toldBefore,
  keepTold,
  now = Date.now,
}: NotificationOptions): () => void {
  if (!system.isSupported()) return () => {};
  const held = new Set<SystemNotification>();
  let shown: readonly number[] = [];
  let unshown = 0;
  let later: NodeJS.Timeout | undefined;

  const calls = callEngine(engine, {
    path: 'delivery.notices',
    // What a terminal found while no window was open has been told to nobody here.
    input: () => ({ since: toldBefore() ?? 'opening' }),
    heard: (data) => void tell(batchSchema.parse(data)).catch(() => undefined),
  });

  async function tell({ notices, count, upTo }: z.infer<typeof batchSchema>): Promise<void> {
    const { native } = deliveryPreferencesSchema.parse(await calls.call('query', 'delivery.preferences', {}));
    keepTold(upTo);
    if (native === null) return;
    const wanted = notices.filter(({ tells, severity }) => tells === 'fired' && isAtLeast(severity, native.least));
    // Of many only the weightiest came along; if the least of those is wanted, so may be those that stayed behind.
    const all = wanted.length === notices.length ? count : wanted.length;
    if (all === 0) return;
    shown = shown.filter((at) => at > now() - MINUTE);
    if (shown.length >= MOST_A_MINUTE) return postpone(all, native.sound);
    if (all > MOST_AT_ONCE) show(summaryOf(wanted, all, isDiscreet()), native.sound, null);
    else for (const notice of wanted) show(contentOf(notice, isDiscreet()), native.sound, notice);
  }

  /** The minute has had its notifications: what else fires in it is told as a number when it is over. */
  function postpone(count: number, sound: boolean): void {
    unshown += count;
    later ??= setTimeout(() => {
      later = undefined;
      show({ title: `${unshown.toLocaleString('en')} more alerts`, body: 'The alert centre lists them.', urgency: 'normal' }, sound, null);
      unshown = 0;
    }, MINUTE);
    later.unref();
  }

  function show(content: Content, sound: boolean, notice: Notice | null): void {
    shown = [...shown, now()];
    const notification = new system({ ...content, icon, silent: !sound, ...(notice === null ? {} : { actions: [...ACTIONS] }) });
    const forget = () => void held.delete(notification);
    notification.on('click', () => {
      forget();
      open(notice?.firing ?? null);
    });
    notification.on('action', (details, index) => {
      forget();
      // Electron before 38 has only the argument, later ones deprecate it.
      if (notice !== null) void act(notice, index ?? details.actionIndex).catch(() => open(notice.firing));
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    for (const oldest of held) {
      if (held.size < MOST_HELD) break;
      held.delete(oldest);
    }
    held.add(notification);
    notification.show();
  }

  /** An action that is refused opens the alert, where the refusal can be met with. */
  async function act({ firing, rule, subject }: Notice, index: number): Promise<void> {
    const answer =
      index === 0
        ? await calls.call('mutation', 'alerts.acknowledge', { firings: [firing] })
        : await calls.call('mutation', 'alerts.snooze', { rule, subject: subject.id, until: new Date(now() + SNOOZE).toISOString() });
    if (typeof answer !== 'object' || answer === null || 'error' in answer) open(firing);
  }

  return () => {
    clearTimeout(later);
    calls.close();
  };
}

/** In place of what an alert says, where amounts are hidden. */
const DISCREET = 'Open Countinghouse to see what it says.';

type Content = Pick<NotificationConstructorOptions, 'title' | 'body' | 'urgency' | 'timeoutType'>;

function contentOf(notice: Notice, discreet: boolean): Content {
  const isCritical = notice.severity === 'critical';
  const late = notice.late ? ' (found late)' : '';
  return {
    title: discreet ? discreetHeadingOf(notice) : headingOf(notice),
    body: `${discreet ? DISCREET : notice.sentence}${late}`,
    urgency: isCritical ? 'critical' : notice.severity === 'low' ? 'low' : 'normal',
    timeoutType: isCritical ? 'never' : 'default',
  };
}

function summaryOf(notices: readonly Notice[], count: number, discreet: boolean): Content {
  return {
    title: `${count.toLocaleString('en')} alerts`,
    body: notices
      .slice(0, MOST_AT_ONCE)
      .map(discreet ? discreetHeadingOf : headingOf)
      .join('\n'),
    urgency: notices.some(({ severity }) => severity === 'critical') ? 'critical' : 'normal',
  };
}
