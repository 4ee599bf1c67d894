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
    execLine(program),
    'Icon=fuelgauge-desktop',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether there is an entry that starts the program, and whether the desktop's own settings switched it off. */
export function autostartState(entry: string | null, program: string): 'on' | 'off' | 'blocked' {
  if (entry === null || !entry.split('\n').includes(execLine(program))) return 'off';
  const isOff = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(entry);
  return isOff ? 'blocked' : 'on';
}

/** The entry with this program in place of another; null if there is nothing to change. */
export function mendedEntry(entry: string | null, program: string): string | null {
  const mended = entry?.replace(/^Exec=.*$/m, () => execLine(program)) ?? null;
  return mended === entry ? null : mended;
}

const execLine = (program: string): string => `Exec=${quoted(program)} --hidden`;

/** Quoted by the specification, so that `%` starts no field code and nothing is expanded. */
function quoted(text: string): string {
  const escaped = text.replace(/[`"$\\]/g, (sign) => `\\${sign}`).replaceAll('%', '%%');
  // The value has its own escaping, on top of that of the argument.
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}
