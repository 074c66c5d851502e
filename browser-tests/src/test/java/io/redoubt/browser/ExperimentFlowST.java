package io.redoubt.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What a researcher does with an experiment, with the mouse. */
@Order(2)
@ExtendWith(DashboardExtension.class)
class ExperimentFlowST {

    private static final String REQUESTS = "redoubt.experiments";

    @Test
    @Order(1)
    void requestIsMendedInTheEditorAndWatchedUntilItsReport(Dashboard dashboard) {
        ChromiumBrowser browser = dashboard.browser();
        String text = ToyRequest.brief("toy", 1).text();
        dashboard.open("/ui/new");
        WebElement editor = browser.element("#request");
        editor.clear();
        editor.sendKeys(text.replace("dataset: toy", "datset: toy"));
        browser.awaitText("[data-problems]", "datset");
        browser.awaitText("[data-problems] a", "Line 2");
        browser.click("button[value=submit]");
        browser.awaitText("#notice", "Not submitted: correct");
        assertThat(browser.element("#request").getAttribute("value")).contains("datset: toy");

        browser.click("[data-problems] a");
        WebElement mended = browser.driver().switchTo().activeElement();
        mended.sendKeys("dataset: toy");
        browser.awaitText("#check h2", "Valid");
        browser.click("button[value=submit]");

        browser.awaitText("h1", "toy");
        dashboard.awaitState("succeeded");
        browser.awaitText(".results", "P3,F4");
        assertThat(browser.driver().findElements(By.cssSelector("#curves canvas")))
                .hasSizeGreaterThan(2);
        assertThat(browser.headers("a[download]")).contains("200", "attachment; filename=\"toy-");
        browser.driver().switchTo().frame(browser.element("#report iframe"));
        browser.element("#provenance");
        browser.driver().switchTo().defaultContent();
        browser.click(".links .button");
        browser.awaitText("h1", "toy");
        browser.element("img");
    }

    @Test
    @Order(2)
    void requestPublishedToKafkaAppearsByItself(Dashboard dashboard) {
        dashboard.open("/ui/experiments");
        dashboard.browser().element("#selection");

        dashboard
                .server()
                .publish(REQUESTS, null, ToyRequest.brief("from-kafka", 2).text());

        dashboard.browser().awaitText("#list tbody", "from-kafka");
    }

    @Test
    @Order(3)
    void selectedExperimentsAreCompared(Dashboard dashboard) {
        SampleExperiments samples = new SampleExperiments(dashboard);
        String first = samples.succeeded(ToyRequest.brief("toy", 1));
        String second = samples.succeeded(ToyRequest.brief("toy", 2));
        String shorter = samples.succeeded(ToyRequest.briefer("toy-short"));
        ChromiumBrowser browser = dashboard.browser();
        dashboard.open("/ui/experiments");
        browser.click("#select-" + first);
        browser.click("#select-" + second);
        browser.click("#select-" + shorter);

        browser.click("button[formaction='/ui/compare']");

        browser.awaitText("table.compare", "2 seeds");
        browser.awaitText("table.compare code", "finetune[rotation/full-adversarial].epochs");
        assertThat(browser.driver().getCurrentUrl()).contains(first, second, shorter);
        browser.element("#job option[value='pretrain/rotation']");
        new Select(browser.element("#job")).selectByValue("pretrain/rotation");
        browser.element("#curves canvas");
        assertThat(browser.driver().getCurrentUrl()).contains("job=pretrain%2Frotation");
        browser.click("a[href^='/ui/compare']:not([aria-current])");
        browser.awaitText("table.compare thead .sub", "baseline");
    }

    @Test
    @Order(4)
    void experimentIsCancelledAfterConfirmation(Dashboard dashboard) {
        ChromiumBrowser browser = dashboard.browser();
        dashboard.openExperiment(
                dashboard.server().submit(ToyRequest.endless("unwanted").text()));
        dashboard.awaitState("running");

        browser.click("#cancel");
        browser.awaitText("#confirm", "Cancel unwanted?");
        browser.click("#confirm button[value=no]");
        browser.await(
                "the dialog is closed", page -> browser.evaluate("return !document.getElementById('confirm').open"));
        browser.awaitText("#live > .head .chip", "running");
        browser.click("#cancel");
        browser.click("#confirm button[value=yes]");

        dashboard.awaitState("cancelled");
    }
}
