package io.redoubt.cli.command;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.request.DatasetName;
import io.redoubt.cli.data.DataCommand;
import io.redoubt.cli.export.ExportCommand;
import io.redoubt.cli.model.AttackCommand;
import io.redoubt.cli.model.EvaluateCommand;
import io.redoubt.cli.model.ModelCommand;
import io.redoubt.cli.option.AgeConverter;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.cli.option.PathConverter;
import io.redoubt.cli.option.UsageErrorHandler;
import io.redoubt.cli.standalone.InvalidOptionsException;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.cli.standalone.RequestFileException;
import io.redoubt.cli.view.SanitizedWriter;
import io.redoubt.data.DatasetException;
import io.redoubt.data.source.InvalidImportException;
import io.redoubt.pipeline.config.InvalidSettingsException;
import io.redoubt.pipeline.job.OutOfMemory;
import io.redoubt.pipeline.kafka.KafkaClientDiagnosis;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
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
            ForkCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            LogsCommand.class,
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
            OpenCommand.class,
            DoctorCommand.class,
            SetupCommand.class,
            ExportCommand.class,
            GcCommand.class,
            CompletionCommand.class,
        })
public final class RedoubtCommand {

    /** The command line. Errors are printed as one line, and no output controls the terminal. */
    public static CommandLine commandLine() {
        CommandLine root = new CommandLine(new RedoubtCommand());
        UsageErrorHandler usage = new UsageErrorHandler();
        usage.collectProblems(root);
        return root.registerConverter(AttackName.class, text -> AttackName.parse(text.strip()))
                .registerConverter(Radius.class, Radius::parse)
                .registerConverter(DatasetName.class, DatasetName::parse)
                .registerConverter(Duration.class, new AgeConverter())
                .registerConverter(Path.class, new PathConverter())
                .setOut(SanitizedWriter.of(root.getOut()))
                .setErr(SanitizedWriter.of(root.getErr()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(usage)
                .setExecutionStrategy(usage)
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    Exception e = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
                    explain(e).lines().forEach(line -> command.getErr()
                            .println(command.getCommandName() + ": " + line));
                    if (Boolean.getBoolean("redoubt.stacktrace")) {
                        e.printStackTrace(command.getErr());
                    }
                    return e instanceof InvalidFieldException
                                    || e instanceof InvalidOptionsException
                                    || e instanceof InvalidImportException
                                    || e instanceof RequestFileException
                                    || e instanceof UnreadableMessageException
                                    || e instanceof DatasetException
                                    || e instanceof FileSystemException
                                    || e instanceof InvalidSettingsException
                                    || isUnusableClient(e) && !KafkaClientDiagnosis.isUnresolvable((KafkaException) e)
                            ? ExitCode.BAD_INPUT
                            : ExitCode.FAILED;
                });
    }

    private static String explain(Exception e) {
        if (e instanceof FileSystemException unusable) {
            return OptionErrors.problem(unusable, "used");
        }
        if (e instanceof InvalidFieldException invalid) {
            return OptionErrors.describe(invalid);
        }
        Optional<String> lackOfMemory = OutOfMemory.explain(e);
        if (lackOfMemory.isPresent()) {
            return lackOfMemory.get();
        }
        Optional<KafkaException> refusal = KafkaClientDiagnosis.in(e);
        if (refusal.isPresent()) {
            return "Kafka refused this command: " + KafkaClientDiagnosis.advice(refusal.get());
        }
        if (isUnusableClient(e)) {
            return "cannot create a Kafka client: " + KafkaClientDiagnosis.unusable((KafkaException) e);
        }
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** Whether this is an exception that constructors of Kafka clients throw, for example for invalid settings. */
    private static boolean isUnusableClient(Exception e) {
        return e instanceof ConfigException || e.getClass() == KafkaException.class && e.getCause() != null;
    }
}
