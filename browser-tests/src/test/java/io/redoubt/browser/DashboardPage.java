package io.redoubt.browser;

import java.util.List;

/**
 * A page that must be readable in both themes and at all widths, without a violation of accessibility.
 *
 * @param name name of its pictures
 * @param path its path
 * @param ready selects an element that appears when the page shows its content
 */
record DashboardPage(String name, String path, String ready) {

    /** Pages that look different before the first request. */
    static List<DashboardPage> ofEmptyDeployment() {
        return List.of(
                new DashboardPage("empty", "/ui/experiments", ".empty"),
                new DashboardPage("empty-compare", "/ui/compare", ".empty"),
                new DashboardPage("empty-dead-letters", "/ui/dead-letters", ".empty"));
    }

    /** Pages of experiments that have ended, and pages without experiments. */
    static List<DashboardPage> all(SampleExperiments samples) {
        String first = samples.succeeded(ToyRequest.brief("toy", 1));
        String compared = String.join(
                ",",
                first,
                samples.succeeded(ToyRequest.brief("toy", 2)),
                samples.succeeded(ToyRequest.briefer("toy-short")));
        return List.of(
                new DashboardPage("experiments", "/ui/experiments", "#selection tbody tr"),
                new DashboardPage("no-match", "/ui/experiments?filter=nothing", ".empty"),
                new DashboardPage("experiment", "/ui/experiments/" + first, "#curves canvas"),
                new DashboardPage("failed", "/ui/experiments/" + samples.failed(), ".alarms"),
                new DashboardPage("rejected", "/ui/experiments/" + samples.rejected(), ".alarms"),
                new DashboardPage("report", "/experiments/" + first + "/report.html", "#provenance"),
                new DashboardPage("compare", "/ui/compare?ids=" + compared, "#curves canvas"),
                new DashboardPage("new", "/ui/new?template=quickstart", "#check h2"),
                new DashboardPage("dead-letters", "/ui/dead-letters", samples.deadLetter()),
                new DashboardPage("data-sets", "/ui/data", "#main table"),
                new DashboardPage("data-set", "/ui/data/fashion-mnist-mini", "#main img"),
                new DashboardPage("delete", "/ui/delete?ids=" + first, "#main form"),
                new DashboardPage("sign-in", "/ui/sign-in", ".narrow a.button"),
                new DashboardPage("problem", "/ui/experiments/no-such-experiment", "#main h1"));
    }

    /** Pages that look different while an experiment runs. */
    static List<DashboardPage> ofRunning(SampleExperiments samples) {
        String id = samples.running();
        return List.of(
                new DashboardPage("running", "/ui/experiments/" + id, "#curves canvas"),
                new DashboardPage("queues", "/ui/queues", "#workers-scroll a[href='/ui/experiments/" + id + "']"));
    }
}
