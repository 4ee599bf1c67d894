/** The time zone of this computer, an IANA name; UTC if it has none that is known, as with an empty `TZ`. */
export function systemZone(): string {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    // Throws on a name that it does not know itself (`Etc/Unknown`), and has none for a `TZ` that is none.
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone ?? 'UTC';
  } catch {
    return 'UTC';
  }
}
