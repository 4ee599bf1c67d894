import { EventEmitter } from 'node:events';
import type { Display, Screen } from 'electron';
import { nearestDisplay, type Point } from '../../../shared/desktop/geometry.ts';

function display(id: number, x: number, scaleFactor: number): Display {
  const bounds = { x, y: 0, width: 1920, height: 1080 };
  const workArea = { x, y: 0, width: 1920, height: 1040 };
  return {
    accelerometerSupport: 'unavailable',
    bounds,
    colorDepth: 24,
    colorSpace: '',
    depthPerComponent: 8,
    detected: true,
    displayFrequency: 60,
    id,
    internal: true,
    label: 'Stand-in',
    maximumCursorSize: { width: 64, height: 64 },
    monochrome: false,
    nativeOrigin: { x, y: 0 },
    rotation: 0,
    scaleFactor,
    size: { width: bounds.width, height: bounds.height },
    touchSupport: 'unavailable',
    workArea,
    workAreaSize: { width: workArea.width, height: workArea.height },
  };
}

type Used = 'getPrimaryDisplay' | 'getAllDisplays' | 'getCursorScreenPoint';

/** Displays side by side, the first one the primary. */
class StandInScreen extends EventEmitter implements Pick<Screen, Used> {
  #displays = [display(1, 0, 1)];

  getAllDisplays = () => this.#displays;
  getPrimaryDisplay = () => this.#displays[0] ?? display(1, 0, 1);
  getCursorScreenPoint = () => ({ x: 1700, y: 1060 });
  scaleAt = (point: Point) => nearestDisplay(point, this.#displays).scaleFactor;

  setScales(scales: readonly number[]): void {
    this.#displays = scales.map((scale, at) => display(at + 1, at * 1920, scale));
    this.emit('display-metrics-changed', {}, this.getPrimaryDisplay(), ['scaleFactor']);
  }
}
export const screen = new StandInScreen();
