import { useQueries } from '@tanstack/react-query';
import { batchReading, type Leg, tradeReading } from './readings.ts';

/** The zone of each settlement’s cut-off, by the id of the trade or netting; it stands in the terms. */
export function useCutOffZones(legs: readonly Leg[]): ReadonlyMap<string, string> {
  const owners = [...new Map(legs.map(({ owner }) => [owner.id, owner])).values()];
  return useQueries({
    queries: owners.map(({ kind, id }) => {
      const reading = kind === 'trade' ? tradeReading(id) : batchReading(id);
      return {
        queryKey: reading.key,
        queryFn: ({ signal }: { signal: AbortSignal }): Promise<Termed | null> => reading.ask(signal),
        meta: { columns: reading.columns },
      };
    }),
    combine: (answers) =>
      new Map(
        answers.flatMap(({ data }, place): Array<[string, string]> => {
          const owner = owners[place];
          return data && owner ? [[owner.id, data.terms.cutOff.zone]] : [];
        }),
      ),
  });
}

interface Termed {
  readonly terms: { readonly cutOff: { readonly zone: string } };
}
