import { z } from 'zod';

/** Your own words to group accounts by, such as a client's name. */
export const tagSchema = z.string().trim().min(1).max(30);
export const tagsSchema = z.array(tagSchema).max(10);
