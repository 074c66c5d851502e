package io.redoubt.core.script;

import io.redoubt.core.script.ScriptMethod.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes TorchScript archives of modules without parameters, as a user would export them. */
public final class ExportedModules {
    private ExportedModules() {}

    /** @param body of {@code forward(x)} */
    public static Path write(Path file, String body) throws IOException {
        return write(file, Type.TENSOR, body);
    }

    /** @param body of {@code forward(x)} with this result */
    public static Path write(Path file, Type result, String body) throws IOException {
        ScriptMethod forward = new ScriptMethod("forward", result, ScriptMethods.IMAGES);
        return Files.write(file, ModuleArchive.bytes(new ScriptSource().define(forward, CodeBlock.of(body))));
    }
}
