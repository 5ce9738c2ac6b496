import { useCommands } from '../window/commands.ts';
import type { PanelProps } from '../window/screen.ts';
import { BatchDetail, useBatches } from './batch-detail.tsx';
import { chooseFiles } from './choose-files.ts';
import { FilePreview } from './file-preview.tsx';
import { ADD_FILES } from './import-commands.ts';
import { useWaitingFiles } from './waiting-files.ts';
import './imports.css';

/** Beside the list: a file that waits, or an import that was made. */
export default function ImportDetailScreen({ subject, panel }: PanelProps) {
  const file = useWaitingFiles((state) => state.files.find((each) => each.key === subject));
  const { data: batches } = useBatches();
  useCommands(panel, COMMANDS);
  if (file) return <FilePreview file={file} panel={panel} />;
  const batch = batches?.find((each) => each.batch === subject);
  if (batch) return <BatchDetail batch={batch} panel={panel} />;
  return subject === null || subject.startsWith('file:') ? (
    <NothingChosen />
  ) : (
    <p className="panel-opening">{batches ? 'There is no such import.' : 'opening'}</p>
  );
}

const COMMANDS = [ADD_FILES];

function NothingChosen() {
  return (
    <div className="teaching">
      <h2>What stands in a file, row by row</h2>
      <p>
        Drop the history that your exchange lets you export, or a file of prices. Its format is recognised by its content. Here you see each
        row and what becomes of it before anything is stored: taken in, known already, left out with the reason, or rejected with what would
        help.
      </p>
      <p>An example: Kraken, History, Export, Ledgers, as CSV.</p>
      <button type="button" className="main" onClick={chooseFiles}>
        Choose files
      </button>
    </div>
  );
}
