package io.redoubt.core.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The name of the GPUs of this machine, from the files of the NVIDIA driver. */
final class GpuModel {

    private static final String FILE = "information";
    private static final String FIELD = "Model:";

    private GpuModel() {}

    /**
     * Returns the model of all GPUs; empty if there are no such files, or if the models differ: the files have
     * another order than the numbers of the GPUs.
     *
     * @param folder a folder for each GPU, each with a file {@value #FILE}
     */
    static Optional<String> under(Path folder) {
        try (Stream<Path> gpus = Files.list(folder)) {
            List<String> models = gpus.map(gpu -> gpu.resolve(FILE))
                    .flatMap(GpuModel::model)
                    .distinct()
                    .toList();
            return models.size() == 1 ? Optional.of(models.get(0)) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> model(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .map(line -> line.substring(FIELD.length()).strip());
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
