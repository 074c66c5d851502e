package io.redoubt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first visit, before any request. */
@Order(1)
@ExtendWith(DashboardExtension.class)
class EmptyDeploymentST {

    @Test
    @Order(1)
    void theAddressOfTheServerLeadsToTheList(Dashboard dashboard) {
        dashboard.open("/");

        dashboard.browser().awaitText(".empty", "No experiments yet");
        assertThat(dashboard.browser().driver().getCurrentUrl()).endsWith("/ui/experiments");
        assertThat(dashboard.browser().element("[data-origin]").getText())
                .isEqualTo(dashboard.server().origin());
    }

    @Test
    @Order(2)
    void pagesWithoutExperimentsAreAccessible(Dashboard dashboard) {
        assertThat(DashboardPage.ofEmptyDeployment())
                .flatMap(page -> PageSweep.problems(dashboard, page))
                .isEmpty();
    }
}
