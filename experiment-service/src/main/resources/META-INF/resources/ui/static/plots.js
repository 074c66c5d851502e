import uPlot from "/webjars/uplot/dist/uPlot.esm.js";

const CHARTS = [
  { title: "Training loss", metric: "loss", factor: 1, loss: true },
  { title: "Held-out TA, %", metric: "accuracy", factor: 100 },
  { title: "Held-out RA, %", metric: "robustAccuracy", factor: 100 },
  { title: "Training images per second", metric: "imagesPerSecond", factor: 1 },
];
const COLOURS = {
  light: ["#1f5fbf", "#c2410c", "#1b7a3d", "#8b2fa8", "#a16207", "#0e7490", "#be185d", "#4d5562"],
  dark: ["#7fb0ff", "#ff9d66", "#76cf93", "#d49bea", "#e3bd5a", "#5cc9dc", "#ff8fbd", "#aeb6c0"],
};
const FEW_POINTS = 30;
const dark = matchMedia("(prefers-color-scheme: dark)");
const section = document.getElementById("curves");
const hidden = new Set();
let select = () => [];
let data = [];
let lines = [];
let plots = [];
let fetched = "";
let zoom = null;
let drawing = false;

/**
 * Draws the learning curves of the page, and again as they grow.
 *
 * @param selectLines returns the lines for the JSON of the section: a label, and by point the epoch, the values of the metrics,
 *   and optionally their deviations
 */
export function showCurves(selectLines) {
  select = selectLines;
  document.getElementById("log-axis").addEventListener("change", draw);
  document.getElementById("smoothing").addEventListener("input", draw);
  dark.addEventListener("change", draw);
  addEventListener("resize", () => plots.forEach(plot => plot.setSize(size(plot.root.parentElement))));
  document.addEventListener("htmx:sseMessage", load);
  load();
}

/** Draws the lines that are selected now. */
export function redraw() {
  zoom = null;
  draw();
}

async function load() {
  const response = await fetch(section.dataset.curves);
  if (!response.ok) return;
  const text = await response.text();
  if (text === fetched) return;
  fetched = text;
  data = JSON.parse(text);
  draw();
}

function draw() {
  drawing = true;
  plots.forEach(plot => plot.destroy());
  plots = [];
  lines = select(data);
  section.querySelector("[data-curves-empty]").hidden = lines.length > 0;
  section.querySelector("[data-curves-foot]").hidden = lines.length === 0;
  for (const control of section.querySelectorAll(".controls input, .controls select")) control.disabled = lines.length === 0;
  const container = section.querySelector("[data-charts]");
  container.replaceChildren();
  legend();
  for (const chart of CHARTS) {
    if (lines.some(line => line.points.some(point => point.values[chart.metric] != null))) {
      plots.push(plot(container, chart));
    }
  }
  drawing = false;
  if (zoom) plots.forEach(plot => plot.setScale("x", zoom));
}

function legend() {
  const list = section.querySelector("[data-legend]");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.line : null;
  list.replaceChildren(...lines.map((line, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.line = line.label;
    button.setAttribute("aria-pressed", String(!hidden.has(line.label)));
    button.append(sample(i), line.label);
    button.addEventListener("click", () => {
      hidden.has(line.label) ? hidden.delete(line.label) : hidden.add(line.label);
      draw();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  if (focused) [...list.querySelectorAll("button")].find(button => button.dataset.line === focused)?.focus();
}

function sample(i) {
  const sample = document.createElement("span");
  sample.className = "sample";
  sample.style.background = colour(i);
  return sample;
}

function plot(container, chart) {
  const box = document.createElement("figure");
  const title = document.createElement("figcaption");
  title.textContent = chart.title;
  const target = document.createElement("div");
  box.append(title, target);
  container.append(box);
  const drawn = columns(chart);
  const style = getComputedStyle(document.documentElement);
  const axis = {
    stroke: style.getPropertyValue("--muted"), font: "12px system-ui, sans-serif",
    grid: { stroke: style.getPropertyValue("--line"), width: 1 }, ticks: { stroke: style.getPropertyValue("--line"), width: 1 },
  };
  const log = chart.loss && document.getElementById("log-axis").checked
    && drawn.data.slice(1).flat().every(value => value === null || value > 0);
  return new uPlot({
    ...size(target),
    cursor: { sync: { key: "epochs" }, y: false },
    legend: { show: false },
    scales: { x: { time: false, range: (_, min, max) => (min === max ? [min - 0.5, max + 0.5] : [min, max]) }, y: { distr: log ? 3 : 1 } },
    axes: [
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], size: 34 },
      { ...axis, size: 56 },
    ],
    series: drawn.series,
    bands: drawn.bands,
    hooks: {
      setCursor: [self => showValues(self, title, chart, drawn.values)],
      setScale: [(self, scale) => { if (scale === "x" && !drawing) zoomAll(self); }],
    },
  }, drawn.data, target);
}

/** The columns of a chart: for each line its values, and below them the measured ones or the ends of its band. */
function columns(chart) {
  const last = Math.max(1, ...lines.flatMap(line => line.points.map(point => point.epoch)));
  const epochs = Array.from({ length: last }, (_, i) => i + 1);
  const drawn = { data: [epochs], series: [{ label: "Epoch" }], bands: [], values: [] };
  const amount = Number(document.getElementById("smoothing").value);
  lines.forEach((line, i) => {
    if (hidden.has(line.label)) return;
    const measured = column(epochs, line, point => point.values[chart.metric], chart);
    const deviations = column(epochs, line, point => point.deviations?.[chart.metric], chart);
    if (deviations.some(value => value !== null)) {
      const end = sign => measured.map((value, at) => (value === null ? null : value + sign * (deviations[at] ?? 0)));
      add(drawn, end(1), { points: { show: false }, spanGaps: true });
      add(drawn, end(-1), { points: { show: false }, spanGaps: true });
      drawn.bands.push({ series: [drawn.data.length - 2, drawn.data.length - 1], fill: faint(colour(i), "33") });
    }
    if (amount > 0) {
      add(drawn, measured, { stroke: faint(colour(i), "55"), width: 1, points: { show: false }, spanGaps: true });
    }
    const few = measured.filter(value => value !== null).length < FEW_POINTS;
    add(drawn, amount > 0 ? smoothed(measured, amount) : measured, {
      label: line.label, stroke: colour(i), width: 2, dash: i < COLOURS.light.length ? undefined : [6, 4], spanGaps: true,
      points: { show: few, size: 5, fill: colour(i) },
    });
    drawn.values.push({ line: i, column: drawn.data.length - 1 });
  });
  return drawn;
}

function add(drawn, values, series) {
  drawn.data.push(values);
  drawn.series.push(series);
}

function column(epochs, line, value, chart) {
  const values = new Map(line.points.map(point => [point.epoch, value(point)]));
  return epochs.map(epoch => (values.get(epoch) == null ? null : chart.factor * values.get(epoch)));
}

/** All charts show the same epochs, also after they are drawn again. */
function zoomAll(self) {
  const { min, max } = self.scales.x;
  const epochs = self.data[0];
  zoom = min <= epochs[0] && max >= epochs.at(-1) ? null : { min, max };
  drawing = true;
  for (const plot of plots) {
    if (plot !== self) plot.setScale("x", { min, max });
  }
  queueMicrotask(() => { drawing = false; });
}

/** The values under the cursor, beside the title. */
function showValues(self, title, chart, values) {
  const at = self.cursor.idx;
  title.replaceChildren(chart.title);
  if (at == null || values.length === 0) return;
  title.append(`, epoch ${self.data[0][at]}`);
  for (const { line, column } of values) {
    const value = self.data[column][at];
    if (value != null) title.append(sample(line), String(Number(value.toPrecision(4))));
  }
}

/** Exponential moving average without the bias towards the first value. */
function smoothed(values, amount) {
  let sum = 0;
  let weight = 0;
  return values.map(value => {
    if (value === null) return null;
    sum = amount * sum + (1 - amount) * value;
    weight = amount * weight + (1 - amount);
    return sum / weight;
  });
}

function size(target) {
  return { width: Math.max(240, target.clientWidth), height: 220 };
}

function colour(i) {
  const colours = dark.matches ? COLOURS.dark : COLOURS.light;
  return colours[i % colours.length];
}

function faint(hex, opacity) {
  return hex + opacity;
}
