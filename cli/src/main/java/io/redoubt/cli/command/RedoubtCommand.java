package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.cli.model.AttackCommand;
import io.redoubt.cli.model.EvaluateCommand;
import io.redoubt.cli.model.ModelCommand;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.UsageErrorHandler;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.RequestFileException;
import io.redoubt.cli.view.SanitizedWriter;
import io.redoubt.core.data.DatasetException;
import io.redoubt.pipeline.config.InvalidSettingsException;
import io.redoubt.pipeline.job.OutOfMemory;
import io.redoubt.pipeline.kafka.KafkaClientDiagnosis;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code redoubt} command and its subcommands. */
@Command(
        name = "redoubt",
        description = "Train and evaluate adversarially robust image classifiers.",
        mixinStandardHelpOptions = true,
        version = "redoubt 0.1.0",
        subcommands = {
            RunCommand.class,
            ServeCommand.class,
            SubmitCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            ListCommand.class,
            ControlCommands.Cancel.class,
            ControlCommands.Pause.class,
            ControlCommands.Resume.class,
            ReportCommand.class,
            CompareCommand.class,
            DataCommand.class,
            ModelCommand.class,
            AttackCommand.class,
            EvaluateCommand.class,
            LintCommand.class,
            SetupCommand.class,
            GcCommand.class,
        })
public final class RedoubtCommand {

    /** The command line. Errors are printed as one line, and no output controls the terminal. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new RedoubtCommand());
        return root.setOut(SanitizedWriter.of(root.getOut()))
                .setErr(SanitizedWriter.of(root.getErr()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(new UsageErrorHandler())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    explain(e).lines().forEach(line -> command.getErr()
                            .println(command.getCommandName() + ": " + line));
                    if (Boolean.getBoolean("redoubt.stacktrace")) {
                        e.printStackTrace(command.getErr());
                    }
                    return e instanceof InvalidFieldException
                                    || e instanceof RequestFileException
                                    || e instanceof UnreadableMessageException
                                    || e instanceof DatasetException
                                    || e instanceof FileSystemException
                                    || e instanceof InvalidSettingsException
                            ? ExitCode.BAD_INPUT
                            : ExitCode.FAILED;
                });
    }

    private static String explain(Exception e) {
        if (e instanceof FileSystemException unusable) {
            return OptionErrors.problem(unusable, "used");
        }
        // A parameter has no name that users write.
        if (e instanceof InvalidFieldException invalid && invalid.field().equals(OptionErrors.FILE)) {
            return invalid.problem();
        }
        Optional<String> lackOfMemory = OutOfMemory.explain(e);
        if (lackOfMemory.isPresent()) {
            return lackOfMemory.get();
        }
        Optional<KafkaException> refusal = KafkaClientDiagnosis.in(e);
        if (refusal.isPresent()) {
            return "Kafka refused this command: " + KafkaClientDiagnosis.advice(refusal.get());
        }
        // Thrown by the constructors of Kafka clients for invalid settings.
        if (e.getClass() == KafkaException.class && e.getCause() != null) {
            return "cannot create a Kafka client: " + KafkaClientDiagnosis.unusable((KafkaException) e);
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
