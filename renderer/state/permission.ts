import { useSyncExternalStore } from 'react';

// Whether this page may show notifications.

/** `unsupported`: this browser has no notifications for web pages. */
export type Permission = NotificationPermission | 'unsupported';

const listeners = new Set<() => void>();
const notify = () => {
  for (const listener of listeners) listener();
};

export function currentPermission(): Permission {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Calls the listener whenever the permission changes, here or in the browser's settings. */
export function onPermission(listener: () => void): () => void {
  if (listeners.size === 0) void followBrowser();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let status: PermissionStatus | null = null;

async function followBrowser(): Promise<void> {
  if (status !== null || !('permissions' in navigator)) return;
  try {
    status = await navigator.permissions.query({ name: 'notifications' });
    status.addEventListener('change', notify);
  } catch {
    // Some browsers cannot report it; reloading the page then shows the change.
  }
}

/** Asks for permission. Call it only in response to a click: browsers refuse it otherwise. */
export async function askPermission(): Promise<void> {
  if (!('Notification' in window)) return;
  await Notification.requestPermission();
  notify();
}

export function usePermission(): Permission {
  return useSyncExternalStore(onPermission, currentPermission);
}
