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
    'Icon=fuelgauge-desktop',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether there is an entry, and whether the desktop's own settings switched it off. */
export function autostartState(entry: string | null): 'on' | 'off' | 'blocked' {
  if (entry === null) return 'off';
  const isOff = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry);
  return isOff ? 'blocked' : 'on';
}

/** Quoted by the specification, so that `%` starts no field code and nothing is expanded. */
function quoted(text: string): string {
  const escaped = text.replace(/[`"$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  // The value has its own escaping, on top of that of the argument.
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}
