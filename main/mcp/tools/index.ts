import { z } from 'zod';
import { leaveOutUnportablePattern } from '../../../shared/json/portable.ts';
import type { Tool } from '../tool.ts';
import { balances } from './balances.ts';
import { check } from './check.ts';
import { estimate } from './estimate.ts';
import { forecast } from './forecast.ts';
import { lapses } from './lapses.ts';
import { spend } from './spend.ts';

export { accountTemplate, listResources, readResource } from '../resources.ts';

export const tools: readonly Tool[] = [balances, forecast, check, estimate, lapses, spend];

/** As the protocol lists them. */
export const describedTools = () => tools.map(described);

/** All tools are alike: they read, they can be repeated, and they reach nothing outside. */
const described = ({ name, title, description, input, output }: Tool) => ({
  name,
  title,
  description,
  inputSchema: { ...jsonSchema(input, 'input'), type: 'object' as const },
  outputSchema: { ...jsonSchema(output, 'output'), type: 'object' as const },
  annotations: {
    title,
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
});

/** In the draft that clients’ validators know. */
const jsonSchema = (schema: z.ZodObject, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { target: 'draft-7', io, override: leaveOutUnportablePattern });
