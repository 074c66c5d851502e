let kept = null;

/** Parts of a page are replaced as experiments change: what the reader has checked, opened or scrolled stays. */
export function keepState() {
  document.addEventListener("htmx:beforeSwap", () => {
    kept = {
      checked: ids("#selection input[type=checkbox][id]", box => box.checked),
      open: new Map([...document.querySelectorAll("details[id]")].map(part => [part.id, part.open])),
      scrolled: new Map([...document.querySelectorAll("[data-keep-scroll][id]")].map(part => [part.id, [part.scrollLeft, part.scrollTop]])),
    };
  });
  document.addEventListener("htmx:oobAfterSwap", restore);
  document.addEventListener("htmx:afterSwap", restore);
}

function restore() {
  if (!kept) return;
  for (const id of kept.checked) {
    const box = document.getElementById(id);
    if (box) box.checked = true;
  }
  for (const [id, open] of kept.open) {
    const part = document.getElementById(id);
    if (part) part.open = open;
  }
  for (const [id, position] of kept.scrolled) {
    const part = document.getElementById(id);
    if (part) [part.scrollLeft, part.scrollTop] = position;
  }
  showSelection();
}

function ids(selector, accepts) {
  return [...document.querySelectorAll(selector)].filter(accepts).map(element => element.id);
}

/** Enables the buttons that need a selection, and says how many rows are selected. */
export function watchSelection() {
  document.addEventListener("change", event => {
    if ("selectAll" in event.target.dataset) {
      boxes().forEach(box => { box.checked = event.target.checked; });
    }
    showSelection();
  });
  showSelection();
}

function boxes() {
  return [...document.querySelectorAll("#selection input[name=id]")];
}

export function selected() {
  return boxes().filter(box => box.checked).length;
}

function showSelection() {
  const count = selected();
  for (const button of document.querySelectorAll("[data-needs-selection]")) {
    button.disabled = count < Number(button.dataset.needsSelection || 1);
  }
  for (const text of document.querySelectorAll("[data-selected]")) {
    text.textContent = count ? `${count} selected` : "";
  }
  for (const all of document.querySelectorAll("[data-select-all]")) {
    all.checked = count > 0 && count === boxes().length;
    all.indeterminate = count > 0 && count < boxes().length;
  }
}
