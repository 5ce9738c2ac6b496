import { useCallback, useEffect, useRef, useState } from 'react';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { type Kept, keepFile } from './keep-file.ts';

/** A file on its way into custody. */
export interface Coming {
  readonly key: number;
  readonly name: string;
  /** How much has been handed over, from 0 to 1; at 1 it is being kept. */
  readonly share: number;
}

/** A file that was refused, with the sentence why. */
export interface RefusedFile {
  readonly key: number;
  readonly refusal: Refusal;
}

let next = 1;

/** Takes files one after the other; tells of each that was kept, and holds those that are coming or were refused. */
export function useKeeping(onKept: (kept: Kept) => void) {
  const [coming, setComing] = useState<readonly Coming[]>([]);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const latest = useRef(onKept);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => {
    latest.current = onKept;
  }, [onKept]);
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);

  const take = useCallback(async (files: ReadonlyArray<{ readonly file: File; readonly name: string }>): Promise<void> => {
    const taken = files.map(({ file, name }) => {
      next += 1;
      return { key: next, file, name };
    });
    setRefused([]);
    setComing((before) => [...before, ...taken.map(({ key, name }) => ({ key, name, share: 0 }))]);
    for (const { key, file, name } of taken) {
      const progress = (share: number) => setComing((before) => before.map((each) => (each.key === key ? { ...each, share } : each)));
      const outcome = await keepFile(file, name, progress, leaving.current?.signal ?? new AbortController().signal);
      setComing((before) => before.filter((each) => each.key !== key));
      if (isRefused(outcome)) setRefused((before) => [...before, { key, refusal: outcome.error }]);
      else latest.current(outcome.ok);
    }
  }, []);
  return { coming, refused, take };
}
