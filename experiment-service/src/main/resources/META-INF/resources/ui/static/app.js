import { showTimes } from "./times.js";
import { keepState, watchSelection } from "./selection.js";
import { confirmActions } from "./confirm.js";
import { showFailures } from "./notices.js";

for (const element of document.querySelectorAll("[data-origin]")) {
  element.textContent = location.origin;
}
showTimes(document);
document.addEventListener("htmx:load", event => showTimes(event.target));
setInterval(() => showTimes(document), 30_000);
confirmActions();
keepState();
watchSelection();
showFailures();
