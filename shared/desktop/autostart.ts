/**
 * An XDG autostart entry (Desktop Entry Specification 1.5 and Desktop Application Autostart Specification 0.5, read
 * November 2026) that starts the program hidden.
 */
export function autostartEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Fuelgauge',
    'Comment=How much credit is left at every API provider',
    `Exec=${quoted(program)} --hidden`,
    'Icon=fuelgauge',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether an entry is there and was not switched off by the desktop's own settings. */
export function autostartState(entry: string | null): 'on' | 'off' | 'blocked' {
  if (entry === null) return 'off';
  const isOff = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry);
  return isOff ? 'blocked' : 'on';
}

/** As the specification quotes arguments: then `%` begins no field code, and nothing is expanded. */
function quoted(text: string): string {
  const escaped = text.replace(/[`"$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  // The value's own escaping comes on top of that of the argument.
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}
