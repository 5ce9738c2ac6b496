import { router } from '../api/procedure.ts';

export const otcProcedures = router({});
