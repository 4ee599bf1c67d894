/** The events of an iCalendar text, property by property with parameters before the value; throws where it is not one. */
export function calendarEvents(text: string): Record<string, string>[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  if (lines.at(-1) !== '' || lines[0] !== 'BEGIN:VCALENDAR' || lines.at(-2) !== 'END:VCALENDAR')
    throw new Error('This is no calendar.');
  const events: Record<string, string>[] = [];
  let open: Record<string, string> | null = null;
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') {
      if (open !== null) throw new Error('An event begins within another one.');
      open = {};
    } else if (line === 'END:VEVENT') {
      if (open === null) throw new Error('An event ends that has not begun.');
      events.push(open);
      open = null;
    } else if (open !== null) {
      const [, name, value] = /^([A-Z-]+)[;:](.*)$/s.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`This line cannot be read: ${line}`);
      open[name] = value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
    }
  }
  return events;
}
