/** Downloads a text as a file. */
export function saveText(text: string, name: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // Once the click is handled, the download no longer needs the URL.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
