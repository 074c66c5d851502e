package io.redoubt.core.train;

import io.redoubt.api.Ids;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.model.Weights;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The complete state of a training between two steps. Random generators have no state: draws are functions of the seed.
 *
 * @param weights the weights after the last step
 * @param momentum momentum of the optimiser: one tensor per trained tensor, with the same names
 * @param average the averaged weights, if the recipe enables averaging
 * @param best the model of the best epoch; the initial weights before the first epoch is finished
 * @param selected the one-based number of the best epoch; 0 before the first epoch is finished
 * @param history metrics of the finished epochs, in order
 * @param partial progress of the current epoch; empty between two epochs
 * @param forwardPasses single-input forward passes so far, in training, attacks and selection
 * @param backwardPasses single-input backward passes so far
 */
public record TrainingState(
        Weights weights,
        Weights momentum,
        Optional<Weights> average,
        Weights best,
        int selected,
        List<EpochMetrics> history,
        Optional<PartialEpoch> partial,
        long forwardPasses,
        long backwardPasses) {
    private static final String WEIGHTS = "weights.";
    private static final String MOMENTUM = "momentum.";
    private static final String AVERAGE = "average.";
    private static final String BEST = "best.";
    private static final String PARTIAL = "partialEpoch";

    /** @throws IllegalArgumentException when {@code selected} is not a finished epoch */
    public TrainingState {
        history = List.copyOf(history);
        if (selected < 0 || selected > history.size()) {
            throw new IllegalArgumentException("selected is " + selected + "; use 0 to " + history.size());
        }
    }

    /** Returns the number of finished epochs. */
    public int epochs() {
        return history.size();
    }

    /**
     * Returns the metrics of the best epoch, see {@link EpochMetrics#isBetterThan}.
     *
     * @throws IndexOutOfBoundsException before the first epoch is finished
     */
    public EpochMetrics bestEpoch() {
        return history.get(selected - 1);
    }

    /** Returns the weights that are evaluated and stored: the average if there is one. */
    public Weights model() {
        return average.orElse(weights);
    }

    /** Returns whether the last finished epoch ended the training because of {@link CatastrophicOverfitting}. */
    public boolean collapsed() {
        return CatastrophicOverfitting.endsIn(history);
    }

    /** Returns the finished epochs as records of {@code history.json}. */
    public List<EpochRecord> records() {
        return history.stream()
                .map(epoch -> epoch.record(epoch.epoch() == epochs() && collapsed()))
                .toList();
    }

    /**
     * Returns all tensors of the state, with the prefixes {@code weights.}, {@code momentum.}, {@code average.} and
     * {@code best.}.
     */
    public List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>();
        all.addAll(prefixed(WEIGHTS, weights));
        all.addAll(prefixed(MOMENTUM, momentum));
        average.ifPresent(tensors -> all.addAll(prefixed(AVERAGE, tensors)));
        all.addAll(prefixed(BEST, best));
        return all;
    }

    /** Returns everything that is not a tensor, as text that {@link #of} restores exactly. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("epochs", Integer.toString(epochs()));
        metadata.put("selected", Integer.toString(selected));
        metadata.put("forwardPasses", Long.toString(forwardPasses));
        metadata.put("backwardPasses", Long.toString(backwardPasses));
        for (EpochMetrics epoch : history) {
            metadata.put("epoch." + epoch.epoch(), values(epoch));
        }
        partial.ifPresent(epoch -> metadata.put(PARTIAL, epoch.text()));
        return metadata;
    }

    private static String values(EpochMetrics epoch) {
        String values = epoch.loss() + " " + epoch.accuracy() + " " + epoch.robustAccuracy();
        return epoch.oneStepAccuracy().isPresent()
                ? values + " " + epoch.oneStepAccuracy().getAsDouble()
                : values;
    }

    /**
     * Restores a state from a file with {@link #tensors()} and {@link #metadata()}.
     *
     * @throws IllegalArgumentException when the file is not a training state
     */
    public static TrainingState of(Safetensors file) {
        Map<String, String> metadata = file.metadata();
        List<EpochMetrics> history = new ArrayList<>();
        int epochs = number(metadata, "epochs", Integer::parseInt);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            history.add(epoch(epoch, metadata));
        }
        return new TrainingState(
                withPrefix(file, WEIGHTS),
                withPrefix(file, MOMENTUM),
                Optional.of(withPrefix(file, AVERAGE))
                        .filter(average -> !average.tensors().isEmpty()),
                withPrefix(file, BEST),
                number(metadata, "selected", Integer::parseInt),
                history,
                Optional.ofNullable(metadata.get(PARTIAL)).map(PartialEpoch::parse),
                number(metadata, "forwardPasses", Long::parseLong),
                number(metadata, "backwardPasses", Long::parseLong));
    }

    /** Writes this state to a file; equal states have equal bytes. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.write(out, tensors(), metadata());
        }
    }

    /**
     * Reads a state from a file.
     *
     * @throws io.redoubt.data.safetensors.SafetensorsException when the file is not valid safetensors
     * @throws IllegalArgumentException when the file is not a training state
     */
    public static TrainingState read(Path file) throws IOException {
        return of(Safetensors.read(file));
    }

    private static List<Tensor> prefixed(String prefix, Weights weights) {
        return weights.tensors().stream()
                .map(tensor -> new Tensor(prefix + tensor.name(), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList();
    }

    private static Weights withPrefix(Safetensors file, String prefix) {
        return Weights.of(file.tensors().values().stream()
                .filter(tensor -> tensor.name().startsWith(prefix))
                .map(tensor -> new Tensor(
                        tensor.name().substring(prefix.length()), tensor.dtype(), tensor.shape(), tensor.data()))
                .toList());
    }

    private static EpochMetrics epoch(int epoch, Map<String, String> metadata) {
        double[] values = number(metadata, "epoch." + epoch, text -> Arrays.stream(text.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray());
        if (values.length < 3) {
            throw new IllegalArgumentException(
                    "epoch." + epoch + " has " + values.length + " values; expected at least 3");
        }
        return new EpochMetrics(
                epoch,
                values[0],
                values[1],
                values[2],
                values.length > 3 ? OptionalDouble.of(values[3]) : OptionalDouble.empty());
    }

    private static <T> T number(Map<String, String> metadata, String key, Function<String, T> parse) {
        String value = required(metadata, key);
        try {
            return parse.apply(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "metadata '" + key + "' is " + Ids.quote(value)
                            + ", which is no number; it is not a training state",
                    e);
        }
    }

    private static String required(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the file has no metadata '" + key + "'; it is not a training state");
        }
        return value;
    }
}
