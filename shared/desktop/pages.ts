const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The dashboard's page of an account; null for what cannot be an id. */
export function accountPage(id: string): string | null {
  return idPattern.test(id) ? `/account/${id}` : null;
}

/** Whether a page may be opened in the dashboard on the word of another page: a short path, with no way out of it. */
export function isPage(path: string): boolean {
  return (
    path.length <= 200 && /^\/[A-Za-z0-9_\-/]*(\?[A-Za-z0-9_\-=&]*)?$/.test(path) && !path.startsWith('//')
  );
}
