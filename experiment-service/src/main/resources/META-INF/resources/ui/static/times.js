const absolute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto", style: "short" });
const DAY = 86_400;

/** Shows times in the reader's zone; with data-ago as the time since then, if it is less than a day. */
export function showTimes(root) {
  for (const element of root.querySelectorAll("time[datetime]")) {
    const time = new Date(element.dateTime);
    element.textContent = "ago" in element.dataset ? since(time) : absolute.format(time);
    element.title = full.format(time);
  }
}

function since(time) {
  const seconds = Math.round((Date.now() - time) / 1000);
  if (seconds >= DAY) return absolute.format(time);
  if (seconds < 10) return "just now";
  if (seconds < 60) return relative.format(-seconds, "second");
  return seconds < 3600
    ? relative.format(-Math.round(seconds / 60), "minute")
    : relative.format(-Math.round(seconds / 3600), "hour");
}
