package io.redoubt.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Headless Chromium: what tests do with it. */
final class ChromiumBrowser implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int HEIGHT = 900;
    private static final String REQUEST_SENT = "Network.requestWillBeSent";

    private final ChromeDriver driver;
    private final String axe = script("/axe.min.js");

    private ChromiumBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    static ChromiumBrowser start() {
        return new ChromiumBrowser(ChromiumDriver.start(TIMEOUT));
    }

    private static String script(String name) {
        try (InputStream in = ChromiumBrowser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the class path", e);
        }
    }

    WebDriver driver() {
        return driver;
    }

    void open(String url) {
        driver.get(url);
    }

    /** Sets what pages know about the reader: width of the window in pixels, and colours. */
    void show(int width, Theme theme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", theme.mediaValue()),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Waits for the first element that a CSS selector selects, and returns it. */
    WebElement element(String selector) {
        return await(selector, page -> {
            List<WebElement> found = page.findElements(By.cssSelector(selector));
            return found.isEmpty() ? null : found.get(0);
        });
    }

    /** Waits until the text of an element contains a text. Parts of pages are replaced at any time. */
    void awaitText(String selector, String text) {
        await(selector + " with " + text, page -> evaluate(
                        "return [...document.querySelectorAll(arguments[0])].some(e => e.textContent.includes(arguments[1]))",
                        selector,
                        text)
                .equals(true));
    }

    /** Waits for a condition on the page, and returns its value. */
    <T> T await(String what, Function<WebDriver, T> condition) {
        return new WebDriverWait(driver, TIMEOUT, Duration.ofMillis(50))
                .withMessage(() -> what + " on " + driver.getCurrentUrl() + ":\n"
                        + driver.findElement(By.tagName("body")).getText())
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(condition);
    }

    /** Clicks an element that may be replaced at any time. */
    void click(String selector) {
        await(selector, page -> {
            element(selector).click();
            return true;
        });
    }

    Object evaluate(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Follows a link without leaving the page, and returns the status and the headers of the answer. */
    String headers(String link) {
        element(link);
        return (String) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                fetch(document.querySelector(arguments[0]).href)
                    .then(answer => done([answer.status, ...answer.headers.values()].join(", ")));
                """, link);
    }

    /** Returns by how many pixels the page is wider than the window. */
    long horizontalOverflow() {
        return (Long) evaluate("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Returns the rules of accessibility that the page breaks, with the elements. */
    @SuppressWarnings("unchecked")
    List<String> accessibilityViolations() {
        driver.executeScript(axe);
        return (List<String>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ["violations"]}).then(
                    found => done(found.violations.map(rule => rule.id + ": " + rule.help + " "
                        + rule.nodes.map(node => node.html + " " + node.any.map(check => check.message).join("; ")).join(" | "))),
                    error => done(["axe: " + error]));
                """);
    }

    /** Saves a picture of the whole page. */
    void screenshot(String name) {
        Map<?, ?> size = (Map<?, ?>)
                driver.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> page =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        save(name, Map.of("captureBeyondViewport", true, "clip", page));
    }

    /** Saves a picture of the upper part of the page, as high as the window. */
    void visiblePart(String name) {
        save(name, Map.of());
    }

    private void save(String name, Map<String, Object> part) {
        Map<String, Object> picture = driver.executeCdpCommand("Page.captureScreenshot", part);
        TestOutput.write("screenshots/" + name + ".png", Base64.getDecoder().decode((String) picture.get("data")));
    }

    /** Returns the addresses that pages have requested since the last call. */
    List<String> requestedUrls() {
        Json json = new Json();
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains(REQUEST_SENT))
                .map(message -> (Map<?, ?>)
                        json.<Map<String, Object>>toType(message, Json.MAP_TYPE).get("message"))
                .filter(message -> message.get("method").equals(REQUEST_SENT))
                .map(message -> (Map<?, ?>) ((Map<?, ?>) message.get("params")).get("request"))
                .map(request -> (String) request.get("url"))
                .filter(url -> !url.startsWith("data:"))
                .toList();
    }

    /** Returns what the console shows since the last call: errors of scripts, files and the content security policy. */
    List<String> consoleErrors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
