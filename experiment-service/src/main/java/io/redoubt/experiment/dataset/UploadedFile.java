package io.redoubt.experiment.dataset;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a client has uploaded.
 *
 * @param name its name on the machine of the client; directories in it are ignored
 * @param content the file on this machine
 */
public record UploadedFile(String name, Path content) {

    /**
     * Moves the file into a folder, under its name.
     *
     * @throws InvalidFieldException if the name cannot be used, or another file has it
     */
    Path moveInto(Path folder) throws IOException {
        Path target = target(folder);
        try {
            return Files.move(content, target);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidFieldException(
                    DatasetAdditions.FILES,
                    Ids.quote(name) + " is sent twice; send an archive of the directory instead");
        }
    }

    private Path target(Path folder) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        try {
            Path target = folder.resolve(last).normalize();
            if (folder.equals(target.getParent())) {
                return target;
            }
        } catch (InvalidPathException e) {
            // reported below
        }
        throw new InvalidFieldException(
                DatasetAdditions.FILES, Ids.quote(name) + " is not the name of a file; rename it");
    }
}
