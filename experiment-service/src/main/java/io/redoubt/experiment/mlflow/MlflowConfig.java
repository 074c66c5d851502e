package io.redoubt.experiment.mlflow;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Configuration of MLflow, {@code redoubt.mlflow.*}. */
@ConfigMapping(prefix = "redoubt.mlflow")
public interface MlflowConfig {

    /** The address of the tracking server; nothing is sent if it is not set. */
    Optional<String> url();

    /** The bearer token of the tracking server. */
    Optional<String> token();
}
