package io.redoubt.browser;

/**
 * The dashboard of a server in a browser.
 *
 * @param server the server
 * @param browser the browser
 */
record Dashboard(LocalServer server, ChromiumBrowser browser) {

    void open(String path) {
        browser.open(server.url(path));
    }

    /** Opens the page of an experiment. */
    void openExperiment(String id) {
        open("/ui/experiments/" + id);
    }

    /** Waits until the experiment on the open page has a state. */
    void awaitState(String state) {
        browser.awaitText("#live > .head .chip", state);
    }
}
