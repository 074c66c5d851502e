const KEY = "redoubt-columns";

/** Remembers the columns of the list in this browser. An address that names columns shows those. */
export function rememberColumns() {
  const choice = document.querySelector("[data-columns]");
  if (!choice) return;
  const boxes = [...choice.querySelectorAll("input[type=checkbox]")];
  choice.addEventListener("change", () => {
    localStorage.setItem(KEY, JSON.stringify(boxes.filter(box => box.checked).map(box => box.value)));
  });
  document.addEventListener("htmx:configRequest", event => {
    const usual = boxes.every(box => box.checked === "usual" in box.dataset);
    if (event.detail.elt.id === "filters" && usual) event.detail.parameters.delete("column");
  });
  if (!new URLSearchParams(location.search).has("column")) restore(boxes);
}

/** Replaces the address, so that the way back does not lead to this page again. */
function restore(boxes) {
  const names = remembered();
  const chosen = boxes.filter(box => names.includes(box.value));
  if (!chosen.length || boxes.every(box => box.checked === chosen.includes(box))) return;
  const address = new URL(location.href);
  for (const box of chosen) address.searchParams.append("column", box.value);
  location.replace(address);
}

function remembered() {
  try {
    const names = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}
