package io.redoubt.browser;

import java.util.ArrayList;
import java.util.List;

/** Opens a page in both themes and at two widths, takes a picture of each, and collects what is wrong. */
final class PageSweep {

    private static final List<Integer> WIDTHS = List.of(1400, 400);

    private PageSweep() {}

    static List<String> problems(Dashboard dashboard, DashboardPage page) {
        ChromiumBrowser browser = dashboard.browser();
        List<String> problems = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            for (int width : WIDTHS) {
                String name = page.name() + "-" + theme.mediaValue() + "-" + width;
                browser.show(width, theme);
                dashboard.open(page.path());
                browser.element(page.ready());
                browser.screenshot(name);
                long overflow = browser.horizontalOverflow();
                if (overflow > 0) {
                    problems.add(name + " is " + overflow + " pixels wider than the window");
                }
                browser.accessibilityViolations().forEach(violation -> problems.add(name + ": " + violation));
            }
        }
        return problems;
    }
}
