import type { z } from 'zod';

/**
 * An `override` of `z.toJSONSchema`: leaves out patterns with a Unicode class, such as `\p{L}`. The validators of many
 * languages don't know these, and then refuse the whole schema: Python's jsonschema 4.26 with “bad escape \p” (November 2026).
 */
export function leaveOutUnportablePattern({
  jsonSchema,
}: {
  jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
  if (jsonSchema.pattern?.includes(String.raw`\p{`)) delete jsonSchema.pattern;
}
