import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a program asked the desktop to show, as the Desktop Notifications Specification 1.2 has it in `org.freedesktop.Notifications.Notify`. */
export interface ShownNotification {
  readonly id: number;
  readonly program: string;
  readonly summary: string;
  readonly body: string;
  /** Keys and labels in turn. */
  readonly actions: readonly string[];
  readonly urgency: number | undefined;
}

export interface Desktop {
  /** Address of the session's bus, for `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  readonly shown: readonly ShownNotification[];
  /** What a person does by a click on a notification; `default` is the notification itself. */
  invoke(id: number, action: string): void;
  close(): void;
}

/** The reference daemon of D-Bus. */
const DAEMON = 'dbus-daemon';

/** Why there is no bus here; undefined where there is one. */
export const busObstacle: string | undefined = hasDaemon() ? undefined : 'dbus-daemon is not here; the Debian package dbus has it';

/**
 * A session bus of one's own, and on it a desktop that shows notifications: a few hundred lines of D-Bus (specification 0.42) in place of a real desktop,
 * over the real bus and the real library in the program under test.
 */
export async function openDesktop(folder: string): Promise<Desktop> {
  const bus = spawn(DAEMON, ['--session', '--nofork', '--print-address=1', `--address=unix:path=${join(folder, 'bus')}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await firstLine(bus);
  const socket = createConnection(/unix:path=([^,]+)/.exec(address)![1]!);
  await once(socket, 'connect');
  await authenticate(socket);
  const shown: ShownNotification[] = [];
  let serial = 0;
  const send = (message: Omit<Message, 'serial'>): void => void socket.write(written({ ...message, serial: (serial += 1) }));
  const reply = (to: Message, signature: string, values: readonly unknown[]): void =>
    send({ type: METHOD_RETURN, replyTo: to.serial, destination: to.sender, signature, values });

  const requested = Promise.withResolvers<void>();
  socket.on(
    'data',
    reading((message) => {
      if (message.type === METHOD_RETURN && message.replyTo === 2) requested.resolve();
      if (message.type !== METHOD_CALL) return;
      if (message.member === 'GetCapabilities') reply(message, 'as', [['body', 'actions']]);
      else if (message.member === 'GetServerInformation') reply(message, 'ssss', ['made', 'test', '1', '1.2']);
      else if (message.member === 'Notify') {
        const [program, replaces, , summary, body, actions, hints] = message.values as [
          string,
          number,
          string,
          string,
          string,
          string[],
          [string, unknown][],
        ];
        const id = replaces === 0 ? shown.length + 1 : replaces;
        const urgency = hints.find(([name]) => name === 'urgency')?.[1];
        shown.push({ id, program, summary, body, actions, urgency: typeof urgency === 'number' ? urgency : undefined });
        reply(message, 'u', [id]);
      } else reply(message, '', []);
    }),
  );
  const onBus = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus', destination: 'org.freedesktop.DBus' };
  send({ type: METHOD_CALL, ...onBus, member: 'Hello', signature: '', values: [] });
  send({ type: METHOD_CALL, ...onBus, member: 'RequestName', signature: 'su', values: ['org.freedesktop.Notifications', 0] });
  await requested.promise;

  const signal = (member: string, signature: string, values: readonly unknown[]): void =>
    send({ type: SIGNAL, path: '/org/freedesktop/Notifications', interface: 'org.freedesktop.Notifications', member, signature, values });
  return {
    address,
    shown,
    invoke: (id, action) => signal('ActionInvoked', 'us', [id, action]),
    close() {
      socket.destroy();
      bus.kill();
    },
  };
}

const METHOD_CALL = 1;
const METHOD_RETURN = 2;
const SIGNAL = 4;

interface Message {
  readonly type: number;
  readonly serial: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly destination?: string | undefined;
  readonly sender?: string;
  readonly replyTo?: number;
  readonly signature: string;
  readonly values: readonly unknown[];
}

async function authenticate(socket: Socket): Promise<void> {
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  if (!answer.toString().startsWith('OK')) throw new Error(`The bus does not let us in: ${answer.toString()}`);
  socket.write('BEGIN\r\n');
}

/** Reads whole messages out of what arrives in pieces. */
function reading(heard: (message: Message) => void): (piece: Buffer) => void {
  let waiting = Buffer.alloc(0);
  return (piece) => {
    waiting = Buffer.concat([waiting, piece]);
    while (waiting.length >= 16) {
      const fields = waiting.readUInt32LE(12);
      const length = aligned(16 + fields, 8) + waiting.readUInt32LE(4);
      if (waiting.length < length) return;
      heard(read(waiting.subarray(0, length)));
      waiting = waiting.subarray(length);
    }
  };
}

const FIELDS = {
  path: [1, 'o'],
  interface: [2, 's'],
  member: [3, 's'],
  replyTo: [5, 'u'],
  destination: [6, 's'],
  sender: [7, 's'],
  signature: [8, 'g'],
} as const;

function read(bytes: Buffer): Message {
  const input = new Input(bytes);
  input.at = 12;
  const fields = new Map(input.value('a(yv)') as [number, unknown][]);
  const field = (code: number): unknown => fields.get(code);
  const signature = (field(8) as string | undefined) ?? '';
  input.at = aligned(input.at, 8);
  return {
    type: bytes[1]!,
    serial: bytes.readUInt32LE(8),
    path: field(1) as string,
    interface: field(2) as string,
    member: field(3) as string,
    replyTo: field(5) as number,
    sender: field(7) as string,
    signature,
    values: parts(signature).map((part) => input.value(part)),
  };
}

/** The little of D-Bus's marshalling that notifications need, reading; little-endian, as every machine that this runs on. */
class Input {
  at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  value(type: string): unknown {
    const kind = type[0]!;
    if (kind === 'y') return this.#bytes[this.at++];
    if (kind === 'g') return this.#text(this.#bytes[this.at++]!);
    if (kind === 'v') return this.value(this.value('g') as string);
    if (kind === 's' || kind === 'o') return this.#text(this.value('u') as number);
    if (kind === 'a') return this.#array(type.slice(1));
    if (kind === '(' || kind === '{') {
      this.at = aligned(this.at, 8);
      return parts(type.slice(1, -1)).map((part) => this.value(part));
    }
    const [size, readAt] = NUMBERS[kind]!;
    this.at = aligned(this.at, size) + size;
    return readAt(this.#bytes, this.at - size);
  }
  #text(length: number): string {
    this.at += length + 1;
    return this.#bytes.toString('utf8', this.at - length - 1, this.at - 1);
  }
  #array(type: string): unknown[] {
    const length = this.value('u') as number;
    this.at = aligned(this.at, alignment(type));
    const end = this.at + length;
    const values: unknown[] = [];
    while (this.at < end) values.push(this.value(type));
    return values;
  }
}

const NUMBERS: Readonly<Record<string, readonly [number, (bytes: Buffer, at: number) => unknown]>> = {
  b: [4, (bytes, at) => bytes.readUInt32LE(at) === 1],
  n: [2, (bytes, at) => bytes.readInt16LE(at)],
  q: [2, (bytes, at) => bytes.readUInt16LE(at)],
  i: [4, (bytes, at) => bytes.readInt32LE(at)],
  u: [4, (bytes, at) => bytes.readUInt32LE(at)],
  x: [8, (bytes, at) => bytes.readBigInt64LE(at)],
  t: [8, (bytes, at) => bytes.readBigUInt64LE(at)],
  d: [8, (bytes, at) => bytes.readDoubleLE(at)],
};

function written(message: Message): Buffer {
  const body = new Output();
  for (const [n, part] of parts(message.signature).entries()) body.put(part, message.values[n]);
  const head = new Output();
  for (const byte of [0x6c, message.type, 0, 1]) head.put('y', byte);
  head.put('u', body.bytes.length);
  head.put('u', message.serial);
  const fields = Object.entries(FIELDS).flatMap(([name, [code, type]]) => {
    const value = message[name as keyof typeof FIELDS];
    return value === undefined || value === '' ? [] : [[code, [type, value]]];
  });
  head.put('a(yv)', fields);
  head.pad(8);
  return Buffer.from([...head.bytes, ...body.bytes]);
}

/** The same, writing. */
class Output {
  readonly bytes: number[] = [];
  pad(to: number): void {
    while (this.bytes.length % to !== 0) this.bytes.push(0);
  }
  put(type: string, value: unknown): void {
    const kind = type[0]!;
    if (kind === 'y') this.bytes.push(value as number);
    else if (kind === 'u') {
      this.pad(4);
      const number = Buffer.alloc(4);
      number.writeUInt32LE(value as number);
      this.bytes.push(...number);
    } else if (kind === 's' || kind === 'o' || kind === 'g') {
      const text = Buffer.from(value as string);
      this.put(kind === 'g' ? 'y' : 'u', text.length);
      this.bytes.push(...text, 0);
    } else if (kind === 'v') {
      const [inner, given] = value as [string, unknown];
      this.put('g', inner);
      this.put(inner, given);
    } else if (kind === '(') {
      this.pad(8);
      for (const [n, part] of parts(type.slice(1, -1)).entries()) this.put(part, (value as unknown[])[n]);
    } else this.#putArray(type.slice(1), value as unknown[]);
  }
  #putArray(type: string, values: readonly unknown[]): void {
    this.put('u', 0);
    const lengthAt = this.bytes.length - 4;
    this.pad(alignment(type));
    const begin = this.bytes.length;
    for (const value of values) this.put(type, value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(this.bytes.length - begin);
    this.bytes.splice(lengthAt, 4, ...length);
  }
}

/** The single complete types that a signature is made of. */
function parts(signature: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOfType(signature, at);
    found.push(signature.slice(at, end));
    at = end;
  }
  return found;
}

function endOfType(signature: string, at: number): number {
  if (signature[at] === 'a') return endOfType(signature, at + 1);
  if (signature[at] !== '(' && signature[at] !== '{') return at + 1;
  let next = at + 1;
  while (signature[next] !== ')' && signature[next] !== '}') next = endOfType(signature, next);
  return next + 1;
}

function alignment(type: string): number {
  if ('({xtd'.includes(type[0]!)) return 8;
  if ('ybgv'.includes(type[0]!)) return type[0] === 'b' ? 4 : 1;
  return 'nq'.includes(type[0]!) ? 2 : 4;
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve));
}

function hasDaemon(): boolean {
  try {
    execFileSync(DAEMON, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
