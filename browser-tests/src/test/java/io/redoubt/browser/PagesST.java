package io.redoubt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page in both themes, at two widths, with experiments in all states. */
@Order(4)
@ExtendWith(DashboardExtension.class)
class PagesST {

    private static final int MANY = 300;
    private static final int README_WIDTH = 1100;
    private static final Set<String> README = Set.of("experiments", "experiment", "compare");

    @Test
    @Order(1)
    void pagesAreAccessibleInBothThemesAtBothWidths(Dashboard dashboard) {
        List<DashboardPage> pages = DashboardPage.all(new SampleExperiments(dashboard));
        pages.stream().filter(page -> README.contains(page.name())).forEach(page -> picture(dashboard, page));

        assertThat(pages).flatMap(page -> PageSweep.problems(dashboard, page)).isEmpty();
    }

    /** The pictures of the README, see docs/images/update. */
    private static void picture(Dashboard dashboard, DashboardPage page) {
        dashboard.browser().show(README_WIDTH, Theme.LIGHT);
        dashboard.open(page.path());
        dashboard.browser().element(page.ready());
        dashboard.browser().visiblePart("readme-" + page.name());
    }

    @Test
    @Order(2)
    void listOfManyExperimentsIsAccessible(Dashboard dashboard) {
        new SampleExperiments(dashboard).many(MANY);
        dashboard.open("/ui/experiments?sort=name&filter=sweep");
        dashboard.browser().awaitText(".toolbar .count", MANY + " of");

        assertThat(PageSweep.problems(dashboard, new DashboardPage("many", "/ui/experiments", "#selection tbody tr")))
                .isEmpty();
    }

    /** The last test: the experiment keeps all processors busy until the server stops. */
    @Test
    @Order(3)
    void pagesOfARunningExperimentAreAccessible(Dashboard dashboard) {
        assertThat(DashboardPage.ofRunning(new SampleExperiments(dashboard)))
                .flatMap(page -> PageSweep.problems(dashboard, page))
                .isEmpty();
    }
}
