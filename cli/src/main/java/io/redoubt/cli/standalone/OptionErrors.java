package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.data.file.ReadErrors;
import io.redoubt.data.memory.NotEnoughMemoryException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Converts errors in values and files to errors that name the option. */
public final class OptionErrors {

    /** The parameter of the commands that take a file. */
    public static final String FILE = "FILE";

    private OptionErrors() {}

    /** Reads a value from a file. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /** Creates a value from the text of an option. */
    public static <T> T ofValue(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidFieldException e) {
            throw of(option, e);
        }
    }

    /** Creates a value from options; an impossible combination is an error of {@code option}. */
    public static <T> T ofArgument(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(option, e.getMessage());
        }
    }

    /** Returns the same error for an option. */
    public static InvalidFieldException of(String option, InvalidFieldException refused) {
        return new InvalidFieldException(option, refused.problem());
    }

    /** Returns the problems of a request that an option changes, as problems of the option. */
    public static InvalidOptionsException ofRequest(String option, InvalidRequestException refused) {
        return new InvalidOptionsException(refused.problems().stream()
                .map(problem -> new InvalidFieldException(option, problem.message()))
                .toList());
    }

    /** Returns the message of an error without the field {@value #FILE}, which is not an option that users write. */
    public static String describe(InvalidFieldException refused) {
        return refused.field().equals(FILE) ? refused.problem() : refused.getMessage();
    }

    /**
     * Explains why a file cannot be used. The messages of these exceptions consist of the name only.
     *
     * @param use what cannot be done with it, such as {@code read}
     */
    public static String problem(FileSystemException e, String use) {
        if (e instanceof NoSuchFileException) {
            return "no such file: " + e.getFile();
        }
        String reason =
                e instanceof FileAlreadyExistsException ? "it exists and is not a directory" : ReadErrors.reason(e);
        return e.getFile() + " cannot be " + use + ": " + reason;
    }

    /** Reads a file that an option names. */
    public static <T> T ofFile(String option, Path file, Reading<T> reading) {
        try {
            return reading.read(file);
        } catch (FileSystemException e) {
            throw new InvalidFieldException(option, problem(e, "read"));
        } catch (IOException e) {
            throw new InvalidFieldException(option, file + " cannot be read: " + ReadErrors.reason(e));
        } catch (NotEnoughMemoryException e) {
            throw e;
        } catch (IllegalArgumentException | UnreadableMessageException e) {
            String problem = String.valueOf(e.getMessage());
            boolean named = problem.contains(String.valueOf(file.getFileName()));
            throw new InvalidFieldException(option, named ? problem : file + ": " + problem);
        }
    }
}
