import { app } from 'electron';
import { pageOfLink, type StartArguments, startArguments } from '../../../shared/desktop/arguments.ts';
import { isPortable } from './installation.ts';

/** The arguments of the first start and of every later one, even if it comes before the app is ready. */
export interface Starts {
  first: StartArguments;
  /** Called for each later start, including those that came early. */
  onLaterStart(listener: (given: StartArguments) => void): void;
}

/** Must be called before the app is ready: macOS hands over a link very early. */
export function followLinks(first: StartArguments): Starts {
  const early: StartArguments[] = [];
  let forward = (given: StartArguments) => {
    early.push(given);
  };
  app.on('second-instance', (_event, argv) => forward(startArguments(argv)));
  app.on('activate', () => forward({ hidden: false, demo: false, page: null }));
  app.on('open-url', (event, link) => {
    event.preventDefault();
    forward({ hidden: false, demo: false, page: pageOfLink(link) });
  });
  // In development the scheme would point at Electron itself, and from a portable program at a folder that is soon gone.
  if (app.isPackaged && !isPortable()) app.setAsDefaultProtocolClient('fuelgauge');
  return {
    first,
    onLaterStart(listener) {
      forward = listener;
      for (const given of early.splice(0)) listener(given);
    },
  };
}
