package io.redoubt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The same without a mouse: every step is a key. */
@Order(3)
@ExtendWith(DashboardExtension.class)
class KeyboardST {

    private static final int MAX_TABS = 60;

    @Test
    void experimentIsSubmittedAndCancelledWithTheKeyboard(Dashboard dashboard) {
        ChromiumBrowser browser = dashboard.browser();
        dashboard.open("/ui/experiments");
        press(browser, Keys.TAB);
        assertThat(focused(browser, ".skip")).isTrue();
        tabTo(browser, "a[href='/ui/new']");
        press(browser, Keys.ENTER);

        browser.element("#request");
        tabTo(browser, "#request");
        new Actions(browser.driver())
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        press(browser, ToyRequest.endless("by-keyboard").text());
        browser.awaitText("#check h2", "Valid");
        tabTo(browser, "button[value=submit]");
        press(browser, Keys.ENTER);

        browser.awaitText("h1", "by-keyboard");
        dashboard.awaitState("running");
        browser.element("#cancel");
        tabTo(browser, "#cancel");
        press(browser, Keys.ENTER);
        browser.element("#confirm[open]");
        tabTo(browser, "#confirm button[value=yes]");
        press(browser, Keys.SPACE);

        dashboard.awaitState("cancelled");
    }

    private static void press(ChromiumBrowser browser, CharSequence keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /** Presses the Tab key until an element has the focus. Each focused element must show it. */
    private static void tabTo(ChromiumBrowser browser, String selector) {
        for (int i = 0; i < MAX_TABS && !focused(browser, selector); i++) {
            press(browser, Keys.TAB);
            assertThat(
                            browser.evaluate(
                                    "return document.activeElement === document.body || document.activeElement.matches(':focus-visible')"))
                    .as("the focus is visible")
                    .isEqualTo(true);
        }
        assertThat(focused(browser, selector)).as("focus on " + selector).isTrue();
    }

    private static boolean focused(ChromiumBrowser browser, String selector) {
        return (Boolean) browser.evaluate("return document.activeElement.matches(arguments[0])", selector);
    }
}
