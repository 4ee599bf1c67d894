/**
 * What the systems know the app by, in electron-builder.yml too: Windows its notifications and start at login, a Linux
 * desktop its entry `dev.fuelgauge.app.desktop` (package.json, `desktopName`).
 */
export const appId = 'dev.fuelgauge.app';
