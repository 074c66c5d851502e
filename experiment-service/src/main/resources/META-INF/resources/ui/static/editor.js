const editor = document.getElementById("request");
const caret = document.querySelector("[data-caret]");

/** Selects the line of a problem. */
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-line]");
  if (!link) return;
  event.preventDefault();
  select(Number(link.dataset.line));
});

function select(number) {
  const lines = editor.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((length, line) => length + line.length + 1, 0);
  editor.focus();
  editor.setSelectionRange(start, start + (lines[number - 1] ?? "").length);
  editor.scrollTop = (number - 4) * parseFloat(getComputedStyle(editor).lineHeight);
}

function problems() {
  return document.querySelectorAll("#check [data-problems] > li").length;
}

function showCaret() {
  const before = editor.value.slice(0, editor.selectionStart).split("\n");
  const found = problems();
  caret.textContent = `Line ${before.length}, column ${before.at(-1).length + 1}`
    + (found ? `, ${found} ${found === 1 ? "problem" : "problems"}` : "");
}

document.addEventListener("htmx:afterSwap", () => {
  editor.setAttribute("aria-invalid", problems() > 0);
  showCaret();
});
document.addEventListener("selectionchange", showCaret);
editor.addEventListener("input", showCaret);
showCaret();
