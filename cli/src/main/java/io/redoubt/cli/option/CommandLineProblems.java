package io.redoubt.cli.option;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes the problems of a command line, each with the option or parameter, the value and the remedy. */
final class CommandLineProblems {

    private CommandLineProblems() {}

    /** Whether an option or parameter is used correctly but has a value that is not allowed. */
    static boolean isOfAValue(Exception e) {
        return e.getCause() instanceof InvalidFieldException;
    }

    /** Returns all problems of the arguments of a command; empty if it can run. */
    static List<String> of(ParseResult parsed, CommandSpec command) {
        Set<String> explained =
                Stream.concat(meant(parsed, command), invalid(parsed, command)).collect(Collectors.toSet());
        Optional<Exception> firstOfParameters = parsed.errors().stream()
                .filter(CommandLineProblems::isOfAParameter)
                .findFirst();
        Stream<String> unparsed = parsed.errors().stream()
                .filter(e -> !isOfAParameter(e) || e == firstOfParameters.orElseThrow())
                .flatMap(e -> e instanceof ParameterException invalid
                        ? problems(invalid, command, parsed.originalArgs(), explained)
                        : Stream.of(String.valueOf(e.getMessage())));
        return Stream.concat(unparsed, unknownValues(parsed)).distinct().toList();
    }

    /** For each misspelt option, the nearest option of the command. */
    private static Stream<String> meant(ParseResult parsed, CommandSpec command) {
        return parsed.unmatched().stream()
                .filter(CommandLineProblems::isOption)
                .flatMap(argument -> NearestName.of(name(argument), options(command)).stream());
    }

    /**
     * The options with an invalid value. After an invalid parameter, picocli assigns the next argument to it; then all
     * parameters are included, because further problems of parameters are unreliable.
     */
    private static Stream<String> invalid(ParseResult parsed, CommandSpec command) {
        return parsed.errors().stream()
                .filter(e -> e instanceof ParameterException invalid && invalid.getValue() != null)
                .map(ParameterException.class::cast)
                .flatMap(e -> isOfAParameter(e)
                        ? Stream.concat(
                                Stream.of(e.getValue()),
                                command.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
                        : Stream.of(name(e.getArgSpec())));
    }

    private static boolean isOfAParameter(Exception e) {
        return e instanceof ParameterException invalid
                && invalid.getValue() != null
                && invalid.getArgSpec() instanceof PositionalParamSpec;
    }

    /** Returns the problems that an exception thrown by the command itself describes. */
    static List<String> of(ParameterException e, CommandSpec command, List<String> arguments) {
        return problems(e, command, arguments, Set.of()).toList();
    }

    /** @param explained options, parameters and arguments that another problem already covers */
    private static Stream<String> problems(
            ParameterException e, CommandSpec command, List<String> arguments, Set<String> explained) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unknown(
                    unmatched.getUnmatched().stream()
                            .filter(argument -> !explained.contains(argument))
                            .toList(),
                    command);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing.getMissing().stream()
                    .filter(argument -> !hasValue(argument, arguments) && !explained.contains(name(argument)))
                    .map(argument -> missing(argument, arguments));
        }
        return Stream.of(problem(e, command));
    }

    /** The values that are not in the list of names that their option accepts. */
    private static Stream<String> unknownValues(ParseResult parsed) {
        return parsed.matchedOptions().stream()
                .filter(option -> option.completionCandidates() != null && type(option) == String.class)
                .flatMap(option -> option.originalStringValues().stream()
                        .filter(value -> !candidates(option).contains(value))
                        .map(value -> option.longestName() + ": " + Ids.quote(value) + " is not known"
                                + NearestName.of(value, candidates(option))
                                        .map(nearest -> "; did you mean " + nearest + "? Use one of ")
                                        .orElse("; use one of ")
                                + String.join(", ", candidates(option))));
    }

    private static String problem(ParameterException e, CommandSpec command) {
        if (e instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": is given twice; give it once";
        }
        ArgSpec argument = e.getArgSpec();
        if (argument == null) {
            return command.subcommands().isEmpty()
                    ? "an option or a parameter is not usable; `redoubt " + command.name() + " --help` describes them"
                    : "a command is missing; use one of "
                            + String.join(", ", command.subcommands().keySet());
        }
        return name(argument) + ": " + invalid(e, argument);
    }

    /** After an unknown option, picocli treats the value of the option as a parameter or a command; it is left out. */
    private static Stream<String> unknown(List<String> arguments, CommandSpec command) {
        boolean options = arguments.stream().anyMatch(CommandLineProblems::isOption);
        return arguments.stream()
                .filter(argument -> !options || isOption(argument))
                .limit(options ? arguments.size() : 1)
                .map(argument -> unknown(argument, command));
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("-");
    }

    private static List<String> options(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .map(OptionSpec::longestName)
                .toList();
    }

    private static String unknown(String argument, CommandSpec command) {
        if (isOption(argument)) {
            List<String> options = options(command);
            return Ids.quote(name(argument)) + " is not an option here" + nearest(name(argument), options)
                    + " options are " + String.join(", ", options);
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

    /** If one of several options that are only valid together is missing, picocli reports all of them as missing. */
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
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates(argument)))
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    private static List<String> candidates(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .toList();
    }

    /** The name of an option in an argument such as {@code --name=value}. */
    private static String name(String argument) {
        return argument.split("=", 2)[0];
    }

    private static Class<?> type(ArgSpec argument) {
        Class<?>[] types = argument.auxiliaryTypes();
        return types[types.length - 1];
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
        List<String> candidates = candidates(argument);
        String expected =
                candidates.isEmpty() ? form(type(argument), argument) : "use one of " + String.join(", ", candidates);
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
