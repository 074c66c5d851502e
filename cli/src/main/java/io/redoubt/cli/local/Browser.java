package io.redoubt.cli.local;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** The browser of a desktop. */
public final class Browser {

    private Browser() {}

    /**
     * Opens an address if there is a display.
     *
     * @param environment the environment variables of this process
     * @return whether a browser was started
     */
    public static boolean open(URI address, Map<String, String> environment) {
        if (environment.getOrDefault("DISPLAY", "").isEmpty()
                && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder("xdg-open", address.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
