package io.redoubt.cli.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command line did.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Console(int code, String out, String err) {

    static Console run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = RedoubtCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Console(code, out.toString(), err.toString());
    }
}
