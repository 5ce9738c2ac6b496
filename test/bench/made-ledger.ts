import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Writes a Kraken ledger of so many weekly rewards of flexible earn, spread over many assets, row by row as Kraken does. */
export async function writeKrakenLedger(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('"txid","refid","time","type","subtype","aclass","asset","wallet","amount","fee","balance"\n');
  const begin = Date.UTC(2021, 0, 4, 3);
  for (let row = 0; row < rows; row += 1) {
    const asset = ASSETS[row % ASSETS.length];
    const time = new Date(begin + row * 120_000).toISOString().slice(0, 19).replace('T', ' ');
    const id = String(row).padStart(10, '0');
    const ledger = `L${id.slice(0, 5)}-${id.slice(5)}-BENCHM`;
    const line = `"${ledger}","R${ledger.slice(1)}","${time}","earn","reward","currency","${asset}","earn / flexible",0.0100000000,0,${(row + 1) / 100}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

const ASSETS = ['DOT', 'ATOM', 'SOL', 'ADA', 'ETH', 'KSM', 'TRX', 'XTZ'] as const;
