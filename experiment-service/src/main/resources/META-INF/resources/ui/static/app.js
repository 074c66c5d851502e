import { showTimes } from "./times.js";
import { keepState, watchSelection } from "./selection.js";
import { confirmActions } from "./confirm.js";
import { showFailures } from "./notices.js";
import { rememberColumns } from "./columns.js";

function localise() {
  showTimes(document);
  for (const element of document.querySelectorAll("[data-origin]")) {
    element.textContent = location.origin;
  }
}

localise();
for (const swapped of ["htmx:afterSwap", "htmx:oobAfterSwap"]) {
  document.addEventListener(swapped, localise);
}
setInterval(() => showTimes(document), 30_000);
confirmActions();
keepState();
watchSelection();
showFailures();
rememberColumns();
