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

    /** Waits until the page is loaded with its scripts, and its experiment has a state. */
    void awaitState(String state) {
        browser.await("the page is loaded", page -> browser.evaluate("return document.readyState")
                .equals("complete"));
        browser.awaitText("#live > .head .chip", state);
    }
}
