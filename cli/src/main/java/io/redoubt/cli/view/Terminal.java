package io.redoubt.cli.view;

import java.io.Console;
import java.util.Map;

/** Whether lines can be overwritten on the console. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard input and output are a terminal that can move the cursor. */
    public static boolean isInteractive() {
        return isInteractive(System.console(), System.getenv());
    }

    /** @param console the console; Java 22 and newer have one also if it is no terminal */
    private static boolean isInteractive(Console console, Map<String, String> environment) {
        return console != null && isTerminal(console) && movesCursor(environment);
    }

    static boolean movesCursor(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
