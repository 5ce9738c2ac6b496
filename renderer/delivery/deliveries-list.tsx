import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SEND_STATES, type SendState } from '../../shared/delivery/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { counted } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { useNow } from '../window/clock.ts';
import { say } from '../window/notices.ts';
import { DeliveryDetail } from './delivery-detail.tsx';
import { type ChannelLine, type DeliveryLine, useDeliveries } from './readings.ts';
import { dueText, STATES } from './words.ts';

const PAGE = 25;

/** What was sent and what was not, newest first, with its filters; dead letters are put back here. */
export function DeliveriesList({ channels }: { readonly channels: readonly ChannelLine[] }) {
  const [state, setState] = useState<SendState | undefined>();
  const [channel, setChannel] = useState('');
  const [words, setWords] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const [opened, setOpened] = useState<string | null>(null);
  const retry = useCarrying(api.delivery.retry.mutate);
  const now = useNow();
  const { data } = useDeliveries({ state, channel: channel === '' ? undefined : channel, words }, limit);
  const dead = channels.filter((each) => each.dead > 0 && (channel === '' || each.channel === channel));

  async function putBack(input: { sends?: string[]; channel?: string }): Promise<void> {
    const answer = await retry.carry(input);
    if (answer !== null) say({ tone: 'done', text: `${counted(answer.put, 'message')} put back; sent as soon as there is room.` });
  }

  return (
    <section className="deliveries" aria-labelledby="delivery-messages">
      <h3 id="delivery-messages">Messages</h3>
      <div className="list-bar flush">
        <div role="group" aria-label="Which messages" className="chips">
          <button type="button" className="chip" aria-pressed={state === undefined} onClick={() => setState(undefined)}>
            all
          </button>
          {SEND_STATES.map((each) => (
            <button key={each} type="button" className="chip" aria-pressed={state === each} onClick={() => setState(each)}>
              {STATES[each]}
            </button>
          ))}
        </div>
        <NativeSelect
          aria-label="Channel"
          size="xs"
          value={channel}
          data={[{ value: '', label: 'every channel' }, ...channels.map((each) => ({ value: each.channel, label: each.terms.name }))]}
          onChange={(event) => setChannel(event.currentTarget.value)}
        />
        <TextInput
          aria-label="Words in messages"
          placeholder="Words in messages"
          size="xs"
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {dead.map((each) => (
          <button
            key={each.channel}
            type="button"
            className="second"
            disabled={retry.busy}
            onClick={() => void putBack({ channel: each.channel })}
          >
            Send again what {each.terms.name} gave up ({each.dead.toLocaleString()})
          </button>
        ))}
      </div>
      {retry.refusal && <RefusalLine refusal={retry.refusal} />}
      {data && (
        <>
          <p className="muted" aria-live="polite">
            {data.total === 0
              ? 'No message is like that.'
              : `${counted(data.total, 'message')}${data.total > data.rows.length ? `, ${data.rows.length} shown` : ''}.`}
          </p>
          <ul className="delivery-list" aria-label="Messages">
            {data.rows.map((line) => (
              <li key={line.send}>
                <Line
                  line={line}
                  now={now}
                  open={opened === line.send}
                  onOpen={(open) => setOpened(open ? line.send : null)}
                  putBack={() => void putBack({ sends: [line.send] })}
                />
              </li>
            ))}
          </ul>
          {data.total > data.rows.length && limit < 500 && (
            <button type="button" className="second" onClick={() => setLimit(Math.min(500, limit + 4 * PAGE))}>
              Show more
            </button>
          )}
        </>
      )}
    </section>
  );
}

interface LineProps {
  readonly line: DeliveryLine;
  readonly now: number;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly putBack: () => void;
}

function Line({ line, now, open, onOpen, putBack }: LineProps) {
  const { subject, channelName, state, due, last, attempts } = line;
  const when = state === 'waiting' ? `${attempts > 0 ? 'next try' : 'due'} ${dueText(due, now)}` : momentText(last?.at ?? due, now);
  return (
    <>
      <div className="delivery-line">
        <button type="button" className="way delivery-subject" aria-expanded={open} onClick={() => onOpen(!open)}>
          {subject}
        </button>
        <span className="muted">{channelName}</span>
        <span className={state === 'dead' ? 'late' : state === 'sent' ? undefined : 'muted'}>
          {STATES[state]}, {when}
        </span>
        {state === 'dead' && (
          <button type="button" className="way" aria-label={`Send again: ${subject}`} onClick={putBack}>
            Send again
          </button>
        )}
      </div>
      {last !== null && !last.sent && <p className="muted">{last.says}</p>}
      {open && <DeliveryDetail send={line.send} />}
    </>
  );
}
