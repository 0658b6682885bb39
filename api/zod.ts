import { extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';

// Must have run before the first schema is made, therefore every schema takes `z` from here.
extendZodWithOpenApi(z);

export { z };
