import { crc32, deflateSync } from 'node:zlib';
import type { EvidenceRef } from '../../../shared/evidence/index.ts';
import { printPaper } from '../paper/paper.ts';
import { type Desk, made } from './diary.ts';

interface MadeProof {
  readonly name: string;
  readonly origin: string;
  readonly note?: string;
  readonly bytes: (desk: Desk) => Promise<Uint8Array> | Uint8Array;
}

/** Files that the people of the demonstration kept: invented, small, of the three kinds that one usually has. */
const PROOFS = {
  'account-page': {
    name: 'account-page.png',
    origin: 'Account settings of the venue, own screen',
    bytes: () => picture(240, 150),
  },
  'allow-list': { name: 'allow-list.png', origin: 'Withdrawal settings, own screen', bytes: () => picture(220, 120) },
  reserves: {
    name: 'reserves-report.pdf',
    origin: 'Page of the venue on its reserves',
    note: 'Liabilities are counted, the auditor is named; the own leaf was not looked up.',
    bytes: (desk) =>
      paper(desk, 'Reserves and liabilities', ['Invented for the demonstration.', 'Bitcoin: 104.1 % of what is owed. Ether: 102.8 %.']),
  },
  terms: {
    name: 'terms-of-service.txt',
    origin: 'Terms of service, section 2, saved as text',
    bytes: () => text('2.4 Restricted regions. (Made for the demonstration.) The service is offered in the regions of annex B.'),
  },
  depth: {
    name: 'depth-notes.txt',
    origin: 'Own measurement over a week',
    note: 'Five readings a day, median taken.',
    bytes: () => text('day,spread bp,impact of 250k bp\n1,1.1,5.8\n2,1.3,6.4\n3,1.2,6.1\n4,1.0,5.5\n5,1.4,6.9'),
  },
  incident: {
    name: 'status-page.txt',
    origin: 'Status page, copied',
    bytes: () => text('Withdrawals of several assets are delayed. We are working on it. No further time can be given.'),
  },
  confirmation: {
    name: 'confirmation.pdf',
    origin: 'Mail of the desk',
    bytes: (desk) => paper(desk, 'Confirmation of a block trade', ['Invented for the demonstration.', 'See the fields of the trade.']),
  },
  quotes: {
    name: 'sample-quotes.txt',
    origin: 'Chat of the desk, copied',
    bytes: () => text('14:02 10 BTC: 97,820 / 97,955\n14:09 10 BTC: 97,790 / 97,930\n15:31 10 BTC: 97,905 / 98,040'),
  },
  test: { name: 'test-arrived.png', origin: 'Portal of the desk, own screen', bytes: () => picture(200, 90) },
  log: {
    name: 'call-log.txt',
    origin: 'Own notes',
    bytes: () => text('17:20 called the desk on the number from the agreement. 17:45 bank ticket opened. 18:10 written notice sent.'),
  },
} satisfies Record<string, MadeProof>;
export type ProofName = keyof typeof PROOFS;

/** Keeps one of the files and answers what others name it by; each time it is kept anew, as a person would. */
export async function kept(desk: Desk, name: ProofName): Promise<EvidenceRef> {
  const proof: MadeProof = PROOFS[name];
  const content = desk.files.get(name) ?? Buffer.from(await proof.bytes(desk)).toString('base64');
  desk.files.set(name, content);
  const { origin, note = '' } = proof;
  const { evidence, sha256 } = made(await desk.api.evidence.keep({ name: proof.name, content, origin, note }));
  return { evidence, sha256 };
}

function text(lines: string): Uint8Array {
  return new TextEncoder().encode(`${lines}\n`);
}

async function paper({ world, engine }: Desk, title: string, lines: readonly string[]): Promise<Uint8Array> {
  const at = engine.now();
  const blocks = lines.map((line) => ({ kind: 'text' as const, text: line }));
  return made(await printPaper({ title, foot: `Demonstration, ${world.today}`, at, blocks }));
}

/** A screen as far as a demonstration needs one: grey bars on white, as lines of text look from afar. One byte a pixel. */
function picture(width: number, height: number): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => {
    const line = Math.floor(y / 12);
    const length = width - 20 - ((line * 37) % Math.floor(width / 2));
    const inked = y % 12 < 6 && y > 6 && y < height - 8;
    return [0, ...Array.from({ length: width }, (__, x) => (inked && x > 10 && x < length ? 150 : 250))];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One chunk of a PNG: length, type, data, checksum (ISO/IEC 15948 §5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
