import { redraw, showCurves } from "./plots.js";

const job = document.getElementById("job");

if (job) {
  job.addEventListener("change", () => {
    const url = new URL(location);
    url.searchParams.set("job", job.value);
    history.replaceState(null, "", url);
    redraw();
  });
  showCurves(lines);
}

/** A line for each group that has the chosen job. */
function lines(groups) {
  offer([...new Set(groups.flatMap(group => group.curves.map(curve => curve.node)))]);
  return groups.flatMap((group, i) => group.curves.filter(curve => curve.node === job.value).map(curve => ({
    label: label(groups, i, curve),
    points: curve.epochs.map(point => ({
      epoch: point.epoch,
      values: each(point.metrics, metric => metric.mean),
      deviations: each(point.metrics, metric => metric.deviation),
    })),
  })));
}

/** Names of groups need not differ. */
function label(groups, i, curve) {
  const { name, experiments } = groups[i];
  const same = groups.some((other, j) => j !== i && other.name === name);
  return name + (same ? ` ${experiments[0]}` : "") + (curve.experiments > 1 ? `, ${curve.experiments} seeds` : "");
}

function each(metrics, value) {
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, value(metric)]));
}

/** The job of the address is chosen first, otherwise the first fine-tuning. */
function offer(nodes) {
  if (nodes.join() === [...job.options].map(option => option.value).join()) return;
  const chosen = job.value || new URL(location).searchParams.get("job");
  job.replaceChildren(...nodes.map(node => new Option(node, node)));
  job.value = nodes.includes(chosen) ? chosen : nodes.find(node => node.startsWith("finetune/")) ?? nodes[0] ?? "";
}
