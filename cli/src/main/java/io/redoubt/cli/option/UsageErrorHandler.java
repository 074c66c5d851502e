package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains what is wrong with a command line, followed by the usage of the command. */
public final class UsageErrorHandler implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandName() + ": " + problem(e, command.getCommandSpec(), List.of(arguments)));
        err.print("Usage: " + command.getHelp().synopsis(0));
        err.flush();
        return ExitCode.BAD_INPUT;
    }

    private static String problem(ParameterException e, CommandSpec command, List<String> arguments) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing.getMissing().stream()
                    .filter(argument -> !hasValue(argument, arguments))
                    .map(argument -> missing(argument, arguments))
                    .collect(Collectors.joining("; also "));
        }
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": is given twice; give it once";
        }
        ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return command.subcommands().isEmpty()
                    ? "an option or a parameter is not usable; `redoubt " + command.name() + " --help` describes them"
                    : "names no command; use one of "
                            + String.join(", ", command.subcommands().keySet());
        }
        return name(argument) + ": " + invalid(e, argument);
    }

    private static String unknown(String argument, CommandSpec command) {
        List<String> options = command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
        if (argument.startsWith("-")) {
            String name = argument.split("=", 2)[0];
            return Ids.quote(name) + " is not an option here" + nearest(name, options) + " options are "
                    + String.join(", ", options);
        }
        if (command.subcommands().isEmpty()) {
            return Ids.quote(argument)
                    + " is one argument too many; put a value with spaces in quotes, and write options as"
                    + " --name=value";
        }
        Collection<String> commands = command.subcommands().keySet();
        return Ids.quote(argument) + " is not a command" + nearest(argument, commands) + " commands are "
                + String.join(", ", commands);
    }

    private static String nearest(String name, Collection<String> known) {
        return NearestName.of(name, known)
                .map(nearest -> "; did you mean " + nearest + "? The")
                .orElse("; the");
    }

    private static String missing(ArgSpec argument, List<String> arguments) {
        boolean given =
                argument instanceof OptionSpec option && arguments.stream().anyMatch(List.of(option.names())::contains);
        return name(argument) + (given ? ": has no value; " : ": is missing; ") + description(argument);
    }

    /** Of options that are only valid together, picocli reports those that are given as missing as well. */
    private static boolean hasValue(ArgSpec argument, List<String> arguments) {
        return argument.group() != null
                && IntStream.range(0, arguments.size())
                        .anyMatch(i -> arguments.get(i).startsWith(name(argument) + "=")
                                || i + 1 < arguments.size()
                                        && arguments.get(i).equals(name(argument))
                                        && !arguments.get(i + 1).startsWith("--"));
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description())
                .replace("${COMPLETION-CANDIDATES}", candidates(argument))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    private static String candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? ""
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName()
                : ((PositionalParamSpec) argument).paramLabel();
    }

    private static String invalid(ParameterException e, ArgSpec argument) {
        if (e.getCause() instanceof InvalidFieldException cause) {
            return cause.problem();
        }
        Class<?>[] types = argument.auxiliaryTypes();
        String candidates = candidates(argument);
        String expected = candidates.isEmpty() ? form(types[types.length - 1], argument) : "use one of " + candidates;
        return e.getValue() == null
                ? "has no value; " + expected
                : Ids.quote(e.getValue()) + " is not valid; " + expected;
    }

    private static String form(Class<?> type, ArgSpec argument) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "use a whole number" + (type == int.class || type == Integer.class ? " below 2^31" : "");
        }
        if (type == double.class || type == Double.class) {
            return "use a number, such as 0.5";
        }
        return "write " + argument.paramLabel() + ": " + description(argument);
    }
}
