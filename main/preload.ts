import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, channels } from '../shared/bridge.ts';

// The only bridge between a page and the main process.
contextBridge.exposeInMainWorld('fuelgauge', {
  call: (path, type, input) => ipcRenderer.invoke(channels.call, path, type, input),
  onState(listener) {
    const receive = (_event: unknown, push: unknown) => listener(push);
    ipcRenderer.on(channels.state, receive);
    ipcRenderer.send(channels.watch);
    return () => {
      ipcRenderer.removeListener(channels.state, receive);
      ipcRenderer.send(channels.unwatch);
    };
  },
  openDashboard: (page) => ipcRenderer.send(channels.openDashboard, page),
  hidePopover: () => ipcRenderer.send(channels.hidePopover),
  setPopoverHeight: (height) => ipcRenderer.send(channels.popoverHeight, height),
  recordShortcut: (isRecording) => ipcRenderer.send(channels.recordShortcut, isRecording),
} satisfies Bridge);
