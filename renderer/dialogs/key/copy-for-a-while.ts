import { z } from 'zod';

/** How long a copied key stays in the clipboard. */
export const keptMs = 30_000;

/**
 * Copies a text and takes it back after 30 seconds: unless the clipboard has something else by then, where this browser lets
 * the page see that without a question; otherwise whatever is there goes. Only a hash of the text is kept meanwhile. False: the
 * clipboard cannot be used.
 */
export async function copyForAWhile(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  const copied = await hashOf(text);
  setTimeout(() => void takeBack(copied), keptMs);
  return true;
}

async function takeBack(copied: string): Promise<void> {
  try {
    if ((await mayRead()) && (await hashOf(await navigator.clipboard.readText())) !== copied) return;
    await navigator.clipboard.writeText('');
  } catch {
    // Only the page in front may write: when you come back to it.
    window.addEventListener('focus', () => void takeBack(copied), { once: true });
  }
}

const granted = z.object({ state: z.literal('granted') });

/** Whether reading asks nothing. Some browsers do not know this permission, nor does TypeScript (November 2026). */
async function mayRead(): Promise<boolean> {
  const { permissions } = navigator;
  try {
    const status: unknown = await Reflect.apply(permissions.query, permissions, [{ name: 'clipboard-read' }]);
    return granted.safeParse(status).success;
  } catch {
    return false;
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return String.fromCharCode(...new Uint8Array(digest));
}
