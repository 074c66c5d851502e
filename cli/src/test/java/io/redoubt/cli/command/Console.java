package io.redoubt.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * The result of a command line.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record Console(int code, String out, String err) {

    public static Console run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = RedoubtCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Console(code, out.toString(), err.toString());
    }
}
