package io.redoubt.core.train;

import io.redoubt.api.report.EpochRecord;
import io.redoubt.core.model.Weights;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * All state of a training between two steps. Nothing else is carried over: random numbers are functions of the seed.
 *
 * @param weights as of the last step
 * @param momentum of the optimiser: one tensor for each trained tensor, with the same names
 * @param average of the weights, where the recipe asks for one
 * @param best the weights of the preferred epoch; before the first epoch those it started from
 * @param selected the number of the preferred epoch; 0 before the first
 * @param history the finished epochs, in order
 * @param partial what is done of the next epoch; nothing between two epochs
 * @param forwardPasses images sent forward through the network so far, in training, attacks and selection
 * @param backwardPasses images a gradient was taken for
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

    public TrainingState {
        history = List.copyOf(history);
    }

    /** The number of finished epochs. */
    public int epochs() {
        return history.size();
    }

    /**
     * The preferred epoch, see {@link EpochMetrics#isBetterThan}.
     *
     * @throws IndexOutOfBoundsException before the first epoch is finished
     */
    public EpochMetrics bestEpoch() {
        return history.get(selected - 1);
    }

    /** The weights that are judged and stored: the average where one is kept. */
    public Weights model() {
        return average.orElse(weights);
    }

    /** Whether the last finished epoch ended the training, because of {@link CatastrophicOverfitting}. */
    public boolean collapsed() {
        return CatastrophicOverfitting.endsIn(history);
    }

    /** The finished epochs as they stand in {@code history.json}. */
    public List<EpochRecord> records() {
        return history.stream()
                .map(epoch -> epoch.record(epoch.epoch() == epochs() && collapsed()))
                .toList();
    }

    /** The tensors of all sets of weights, with prefixes {@code weights.}, {@code momentum.}, {@code average.} and {@code best.}. */
    public List<Tensor> tensors() {
        List<Tensor> all = new ArrayList<>();
        all.addAll(prefixed(WEIGHTS, weights));
        all.addAll(prefixed(MOMENTUM, momentum));
        average.ifPresent(tensors -> all.addAll(prefixed(AVERAGE, tensors)));
        all.addAll(prefixed(BEST, best));
        return all;
    }

    /** Everything that is not a tensor, as text that reads back exactly. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("epochs", Integer.toString(epochs()));
        metadata.put("selected", Integer.toString(selected));
        metadata.put("forwardPasses", Long.toString(forwardPasses));
        metadata.put("backwardPasses", Long.toString(backwardPasses));
        for (EpochMetrics epoch : history) {
            metadata.put("epoch." + epoch.epoch(), figures(epoch));
        }
        partial.ifPresent(epoch -> metadata.put(PARTIAL, epoch.text()));
        return metadata;
    }

    private static String figures(EpochMetrics epoch) {
        String figures = epoch.loss() + " " + epoch.accuracy() + " " + epoch.robustAccuracy();
        return epoch.oneStepAccuracy().isPresent()
                ? figures + " " + epoch.oneStepAccuracy().getAsDouble()
                : figures;
    }

    /**
     * Reads back what {@link #tensors()} and {@link #metadata()} were written to.
     *
     * @throws IllegalArgumentException when the file holds no training state
     */
    public static TrainingState of(Safetensors file) {
        Map<String, String> metadata = file.metadata();
        List<EpochMetrics> history = new ArrayList<>();
        for (int epoch = 1; epoch <= Integer.parseInt(required(metadata, "epochs")); epoch++) {
            String[] figures = required(metadata, "epoch." + epoch).split(" ");
            if (figures.length < 3) {
                throw new IllegalArgumentException("epoch." + epoch + " has " + figures.length + " figures, not 3");
            }
            history.add(new EpochMetrics(
                    epoch,
                    Double.parseDouble(figures[0]),
                    Double.parseDouble(figures[1]),
                    Double.parseDouble(figures[2]),
                    figures.length > 3 ? OptionalDouble.of(Double.parseDouble(figures[3])) : OptionalDouble.empty()));
        }
        return new TrainingState(
                withPrefix(file, WEIGHTS),
                withPrefix(file, MOMENTUM),
                Optional.of(withPrefix(file, AVERAGE))
                        .filter(average -> !average.tensors().isEmpty()),
                withPrefix(file, BEST),
                Integer.parseInt(required(metadata, "selected")),
                history,
                Optional.ofNullable(metadata.get(PARTIAL)).map(PartialEpoch::parse),
                Long.parseLong(required(metadata, "forwardPasses")),
                Long.parseLong(required(metadata, "backwardPasses")));
    }

    /** Writes this state to a file; equal states give equal bytes. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.write(out, tensors(), metadata());
        }
    }

    /**
     * Reads a state from a file.
     *
     * @throws io.redoubt.core.safetensors.SafetensorsException when it is not safetensors
     * @throws IllegalArgumentException when it holds no training state
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

    private static String required(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the file has no metadata '" + key + "'; it is not a training state");
        }
        return value;
    }
}
