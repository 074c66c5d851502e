/** The embedded report is as high as its content, so that the page scrolls and not a part of it. */
function fit(frame) {
  const report = frame.contentDocument?.body;
  if (!report) return;
  new ResizeObserver(() => { frame.style.height = `${report.offsetHeight + 2}px`; }).observe(report);
}

document.addEventListener("load", event => {
  if (event.target.matches?.("#report iframe")) fit(event.target);
}, true);
document.querySelectorAll("#report iframe").forEach(fit);
