import uPlot from "/webjars/uplot/dist/uPlot.esm.js";

const CHARTS = [
  { key: "loss", title: "Training loss", value: point => point.metrics.loss, loss: true },
  { key: "accuracy", title: "Held-out TA, %", value: point => percent(point.metrics.accuracy) },
  { key: "robust", title: "Held-out RA, %", value: point => percent(point.metrics.robustAccuracy) },
  { key: "rate", title: "Training images per second", value: point => point.imagesPerSecond ?? undefined },
];
const COLOURS = {
  light: ["#1f5fbf", "#c2410c", "#1b7a3d", "#8b2fa8", "#a16207", "#0e7490", "#be185d", "#4d5562"],
  dark: ["#7fb0ff", "#ff9d66", "#76cf93", "#d49bea", "#e3bd5a", "#5cc9dc", "#ff8fbd", "#aeb6c0"],
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const section = document.getElementById("curves");
const hidden = new Set();
let curves = [];
let plots = [];
let drawn = "";

if (section) start();

function start() {
  document.getElementById("log-axis").addEventListener("change", draw);
  document.getElementById("smoothing").addEventListener("input", draw);
  dark.addEventListener("change", draw);
  addEventListener("resize", () => plots.forEach(plot => plot.setSize(size(plot.root.parentElement))));
  document.addEventListener("htmx:sseMessage", load);
  load();
}

async function load() {
  const response = await fetch(section.dataset.curves);
  if (!response.ok) return;
  const text = await response.text();
  if (text === drawn) return;
  drawn = text;
  curves = JSON.parse(text);
  draw();
}

function draw() {
  plots.forEach(plot => plot.destroy());
  plots = [];
  section.querySelector("[data-curves-empty]").hidden = curves.length > 0;
  section.querySelector("[data-curves-foot]").hidden = curves.length === 0;
  for (const control of section.querySelectorAll(".controls input")) control.disabled = curves.length === 0;
  const container = section.querySelector("[data-charts]");
  container.replaceChildren();
  legend();
  for (const chart of CHARTS) {
    if (curves.some(curve => curve.epochs.some(point => chart.value(point) !== undefined))) {
      plots.push(plot(container, chart));
    }
  }
}

function legend() {
  const list = section.querySelector("[data-legend]");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.node : null;
  list.replaceChildren(...curves.map((curve, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.node = curve.node;
    button.setAttribute("aria-pressed", String(!hidden.has(curve.node)));
    const sample = document.createElement("span");
    sample.className = "sample";
    sample.style.background = colour(i);
    button.append(sample, curve.node);
    button.addEventListener("click", () => {
      hidden.has(curve.node) ? hidden.delete(curve.node) : hidden.add(curve.node);
      draw();
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  if (focused) [...list.querySelectorAll("button")].find(button => button.dataset.node === focused)?.focus();
}

function plot(container, chart) {
  const box = document.createElement("figure");
  const title = document.createElement("figcaption");
  title.textContent = chart.title;
  const target = document.createElement("div");
  box.append(title, target);
  container.append(box);
  const shown = curves.map((curve, i) => ({ curve, i })).filter(({ curve }) => !hidden.has(curve.node));
  const last = Math.max(1, ...curves.flatMap(curve => curve.epochs.map(point => point.epoch)));
  const epochs = Array.from({ length: last }, (_, i) => i + 1);
  const data = [epochs];
  const series = [{ label: "Epoch" }];
  const amount = Number(document.getElementById("smoothing").value);
  for (const { curve, i } of shown) {
    const values = raw(epochs, curve, chart);
    if (amount > 0) {
      data.push(values);
      series.push({ label: `${curve.node}, as measured`, stroke: faint(colour(i)), width: 1, points: { show: false }, spanGaps: true });
    }
    data.push(amount > 0 ? smoothed(values, amount) : values);
    series.push({
      label: curve.node, stroke: colour(i), width: 2, spanGaps: true,
      points: { show: values.filter(value => value !== null).length < 30, size: 5, fill: colour(i) },
      value: (_, value) => (value == null ? "–" : value.toPrecision(4)),
    });
  }
  const style = getComputedStyle(document.documentElement);
  const axis = {
    stroke: style.getPropertyValue("--muted"), font: "12px system-ui, sans-serif",
    grid: { stroke: style.getPropertyValue("--line"), width: 1 }, ticks: { stroke: style.getPropertyValue("--line"), width: 1 },
  };
  const log = chart.loss && document.getElementById("log-axis").checked && data.slice(1).flat().every(value => value === null || value > 0);
  return new uPlot({
    ...size(target),
    cursor: { sync: { key: "epochs" }, y: false },
    legend: { show: false },
    scales: { x: { time: false, range: (_, min, max) => (min === max ? [min - 0.5, max + 0.5] : [min, max]) }, y: { distr: log ? 3 : 1 } },
    axes: [
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], size: 34 },
      { ...axis, size: 56 },
    ],
    series,
    hooks: { setCursor: [self => show(self, title, chart, shown)] },
    plugins: [],
  }, data, target);
}

/** The value under the cursor, beside the title. */
function show(self, title, chart, shown) {
  const at = self.cursor.idx;
  const perCurve = (self.series.length - 1) / Math.max(1, shown.length);
  if (at == null || shown.length === 0) {
    title.textContent = chart.title;
    return;
  }
  const values = shown.map((_, i) => self.data[(i + 1) * perCurve][at]).filter(value => value != null);
  title.textContent = `${chart.title}: epoch ${self.data[0][at]}, ${values.map(value => Number(value.toPrecision(4))).join(" · ")}`;
}

function raw(epochs, curve, chart) {
  const values = new Map(curve.epochs.map(point => [point.epoch, chart.value(point)]));
  return epochs.map(epoch => values.get(epoch) ?? null);
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

function faint(hex) {
  return `${hex}55`;
}

function percent(share) {
  return share === undefined ? undefined : 100 * share;
}
