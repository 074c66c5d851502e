import { selected } from "./selection.js";

const dialog = document.getElementById("confirm");
let confirmed = null;

/** Asks before a button with data-confirm acts. Buttons with data-plain submit their form as links do. */
export function confirmActions() {
  document.addEventListener("click", event => {
    const plain = event.target.closest("button[data-plain]");
    if (plain) {
      event.preventDefault();
      const query = new URLSearchParams(new FormData(plain.form)).getAll("id").join(",");
      location.assign(`${plain.formAction}?ids=${encodeURIComponent(query)}`);
    }
  });
  document.addEventListener("htmx:confirm", event => {
    const button = event.detail.triggeringEvent?.submitter;
    if (!mustAsk(button)) return;
    event.preventDefault();
    ask(question(button)).then(yes => { if (yes) event.detail.issueRequest(true); });
  });
  // A form that has just been replaced may not be known to htmx yet: the browser would submit it without a question.
  document.addEventListener("submit", event => {
    const button = event.submitter;
    if (event.defaultPrevented || !mustAsk(button)) return;
    event.preventDefault();
    ask(question(button)).then(yes => {
      if (yes) {
        confirmed = button;
        button.form.requestSubmit(button);
      }
    });
  });
  // The button must remain on the page: htmx sends no request of an element that an update has replaced.
  document.addEventListener("htmx:beforeSwap", event => {
    if (dialog.open) event.detail.shouldSwap = false;
  });
}

/** Whether the reader has not confirmed the action of a button yet. */
function mustAsk(button) {
  const asked = button === confirmed;
  confirmed = null;
  return Boolean(button?.dataset.confirm) && !asked;
}

function question(button) {
  if (button.dataset.question) return button.dataset.question;
  const count = selected();
  return `${button.dataset.confirm} ${count === 1 ? "the selected experiment" : `${count} experiments`}?`;
}

function ask(text) {
  document.getElementById("confirm-question").textContent = text;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise(resolve => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
