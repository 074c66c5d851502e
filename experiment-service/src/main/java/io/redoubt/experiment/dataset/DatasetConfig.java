package io.redoubt.experiment.dataset;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Configuration of how data sets are added over HTTP, {@code redoubt.data.*}. */
@ConfigMapping(prefix = "redoubt.data")
public interface DatasetConfig {

    /** The directory from which data sets are added by path. Without it, they are not. */
    Optional<Path> folder();

    /** The longest body of an upload. */
    @WithDefault("2G")
    MemorySize uploadLimit();
}
