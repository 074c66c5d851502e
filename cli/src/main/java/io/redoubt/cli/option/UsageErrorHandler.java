package io.redoubt.cli.option;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Explains what is wrong with a command line, one line per problem, followed by the usage of the command unless only
 * values are invalid. A command runs only if its command line has no problem.
 */
public final class UsageErrorHandler implements IParameterExceptionHandler, IExecutionStrategy {

    /** Makes a command and its subcommands parse the whole command line instead of stopping at the first problem. */
    public void collectProblems(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(this::collectProblems);
    }

    @Override
    public int execute(ParseResult line) {
        for (CommandLine command : line.asCommandLineList()) {
            ParseResult parsed = command.getParseResult();
            List<String> problems = CommandLineProblems.of(parsed, command.getCommandSpec());
            if (!problems.isEmpty()) {
                report(command, problems);
                if (!parsed.errors().stream().allMatch(CommandLineProblems::isOfAValue)) {
                    printUsage(command);
                }
                return ExitCode.BAD_INPUT;
            }
        }
        return new CommandLine.RunLast().execute(line);
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        report(command, CommandLineProblems.of(e, command.getCommandSpec(), List.of(arguments)));
        printUsage(command);
        return ExitCode.BAD_INPUT;
    }

    private static void report(CommandLine command, List<String> problems) {
        problems.forEach(problem -> command.getErr().println(command.getCommandName() + ": " + problem));
        command.getErr().flush();
    }

    private static void printUsage(CommandLine command) {
        command.getErr().print("Usage: " + command.getHelp().synopsis(0));
        command.getErr().flush();
    }
}
