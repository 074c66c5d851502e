package io.redoubt.browser;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriverLogLevel;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Starts headless Chromium with its driver. */
final class ChromiumDriver {

    private static final String INSTALL = "on Debian: apt-get install chromium chromium-driver";
    private static final String LOG = "chromedriver.log";

    private ChromiumDriver() {}

    /**
     * Starts the Chromium of the {@code PATH} with a new profile, which the driver removes at the end.
     *
     * @param timeout limit for loading a page and for a script
     * @throws IllegalStateException if it does not start
     */
    static ChromeDriver start(Duration timeout) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable("chromedriver"))
                .usingAnyFreePort()
                .withLogFile(TestOutput.folder(LOG).toFile())
                .withAppendLog(true)
                .withLogLevel(ChromiumDriverLogLevel.WARNING)
                .build();
        try {
            ChromeDriver driver = new ChromeDriver(service, options());
            driver.manage().timeouts().pageLoadTimeout(timeout).scriptTimeout(timeout);
            return driver;
        } catch (WebDriverException e) {
            service.stop();
            throw new IllegalStateException(
                    "Chromium does not start; install chromium and chromedriver of the same version, " + INSTALL
                            + ". The log of the driver is " + TestOutput.folder(LOG),
                    e);
        }
    }

    private static ChromeOptions options() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(executable("chromium"));
        // Containers often have no user namespaces, which the sandbox needs, and a small /dev/shm.
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-component-update",
                "--hide-scrollbars",
                "--lang=en-US");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
        return options;
    }

    private static File executable(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name).toFile())
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not installed; " + INSTALL));
    }
}
