const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The dashboard's page of an account; null if the id is not valid. */
export function accountPage(id: string): string | null {
  return idPattern.test(id) ? `/account/${id}` : null;
}

/** Whether one page may open this path in the dashboard: a short path that cannot lead elsewhere. */
export function isPage(path: string): boolean {
  return (
    path.length <= 200 && /^\/[A-Za-z0-9_\-/]*(\?[A-Za-z0-9_\-=&]*)?$/.test(path) && !path.startsWith('//')
  );
}
