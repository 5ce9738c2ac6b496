import { z } from 'zod';

/**
 * A browser knows no paths, so on loopback a dropped file is handed over first: `POST /files?name=…` with the file as body and
 * `content-type: application/octet-stream` answers where the engine finds it. In the window `Bridge.pathOf` answers at once.
 */
export const UPLOAD_PATH = '/files';

/** What an accepted upload answers (status 201). */
export const uploadAnswer = z.object({ path: z.string() });

/** What a refused upload answers (status 4xx or 5xx): a sentence that can be shown. */
export const uploadRefusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
