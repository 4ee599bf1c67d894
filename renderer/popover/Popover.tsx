/** The tray's face. */
export function Popover() {
  return <main />;
}
