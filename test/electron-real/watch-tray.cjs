// Given to Electron by `--require`, before the app: notes what the app does with its tray. Electron keeps no list of them.
const { Tray } = require('electron');

/** @type {Map<Electron.Tray, { tooltip: string, labels: string[] }>} */
const trays = new Map();
const noted = (tray) => trays.get(tray) ?? trays.set(tray, { tooltip: '', labels: [] }).get(tray);

const { setToolTip, setContextMenu, destroy } = Tray.prototype;
Tray.prototype.setToolTip = function (text) {
  noted(this).tooltip = text;
  return setToolTip.call(this, text);
};
Tray.prototype.setContextMenu = function (menu) {
  noted(this).labels = menu?.items.map(({ label }) => label) ?? [];
  return setContextMenu.call(this, menu);
};
Tray.prototype.destroy = function () {
  trays.delete(this);
  return destroy.call(this);
};

globalThis.fuelgaugeTrays = () => [...trays.values()];
globalThis.fuelgaugeClickTray = () => {
  for (const tray of trays.keys()) tray.emit('click', {}, tray.getBounds?.() ?? null, { x: 0, y: 0 });
};
