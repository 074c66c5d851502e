package io.redoubt.cli.standalone;

import io.redoubt.core.model.file.ModelFormat;
import java.io.IOException;
import java.nio.file.Path;

/** A file that PyTorch wrote. */
public final class StateDictFile {

    private static final String SAVE =
            "save the state dict as safetensors with `safetensors.torch.save_file(model.state_dict(), FILE)` and import it with"
                    + " `redoubt model import`";

    private StateDictFile() {}

    /**
     * Requires a file that can be read without running code.
     *
     * @throws IllegalArgumentException if it is a pickle or an archive; the message states the remedy
     */
    public static void requireSafetensors(Path file) throws IOException {
        String problem =
                switch (ModelFormat.of(file)) {
                    case SAFETENSORS -> "";
                    case PICKLE -> " is a pickle of torch.save, which can run code when it is read; " + SAVE;
                    case TORCHSCRIPT ->
                        " is a TorchScript archive; `redoubt evaluate` and `redoubt attack` accept it as it is; to import it, "
                                + SAVE;
                    case EXPORTED_PROGRAM, ARCHIVE -> " is an archive without a state dict; " + SAVE;
                };
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(file + problem);
        }
    }
}
