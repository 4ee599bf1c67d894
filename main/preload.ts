import { contextBridge, ipcRenderer } from 'electron';

// The only bridge between the page and the main process; its type is `Bridge` in renderer/state/bridge.ts.
contextBridge.exposeInMainWorld('fuelgauge', {
  call: (path: string, type: 'query' | 'mutation', input: unknown): Promise<unknown> =>
    ipcRenderer.invoke('fuelgauge:call', path, type, input),
  onState(listener: (push: unknown) => void): () => void {
    const receive = (_event: unknown, push: unknown) => listener(push);
    ipcRenderer.on('fuelgauge:state', receive);
    ipcRenderer.send('fuelgauge:watch');
    return () => {
      ipcRenderer.removeListener('fuelgauge:state', receive);
      ipcRenderer.send('fuelgauge:unwatch');
    };
  },
  openDashboard: (path: string): void => ipcRenderer.send('fuelgauge:open-dashboard', path),
  hidePopover: (): void => ipcRenderer.send('fuelgauge:hide-popover'),
  setPopoverHeight: (height: number): void => ipcRenderer.send('fuelgauge:popover-height', height),
});
