import { showCurves } from "./plots.js";

/** A line for each training job of the experiment. */
showCurves(curves => curves.map(curve => ({
  label: curve.node,
  points: curve.epochs.map(point => ({
    epoch: point.epoch,
    values: { ...point.metrics, imagesPerSecond: point.imagesPerSecond },
  })),
})));
