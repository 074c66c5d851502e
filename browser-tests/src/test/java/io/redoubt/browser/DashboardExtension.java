package io.redoubt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one server for all tests and one browser for each class. After each test, requires that the pages have requested
 * nothing from other servers, and that the console has no error.
 */
final class DashboardExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final int WIDTH = 1400;

    /**
     * The answers to an invalid request and for the page of a problem; and what htmx reports when an action of the user
     * replaces an update that is under way.
     */
    private static final String EXPECTED = "(Failed to load resource: the server responded with a status of 40[04]"
            + "|\"htmx:(afterRequest|sendAbort), ).*";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(DashboardExtension.class);

    private static Dashboard dashboard(ExtensionContext test) {
        LocalServer server = test.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(LocalServer.class, type -> LocalServer.start(), LocalServer.class);
        ExtensionContext testClass = test.getParent().orElseThrow();
        ChromiumBrowser browser = testClass
                .getStore(NAMESPACE)
                .computeIfAbsent(ChromiumBrowser.class, type -> ChromiumBrowser.start(), ChromiumBrowser.class);
        return new Dashboard(server, browser);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        dashboard(context).browser().show(WIDTH, Theme.LIGHT);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Dashboard dashboard = dashboard(context);
        assertThat(dashboard.browser().requestedUrls())
                .as("requests")
                .allMatch(url -> url.startsWith(dashboard.server().origin() + "/"));
        assertThat(dashboard.browser().consoleErrors())
                .as("console")
                .filteredOn(message -> !message.matches(".*" + EXPECTED))
                .isEmpty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Dashboard.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return dashboard(context);
    }
}
