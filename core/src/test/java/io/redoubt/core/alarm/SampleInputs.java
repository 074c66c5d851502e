package io.redoubt.core.alarm;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.Scores;
import io.redoubt.core.evaluate.WilsonInterval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Inputs of alarm rules: of 1,000 images of ten classes, the first 800 are correct unless other numbers are given. */
public final class SampleInputs {

    public static final int IMAGES = 1000;

    private final Map<String, List<Integer>> attacks = new LinkedHashMap<>();
    private final Map<String, Integer> differing = new LinkedHashMap<>();
    private final Map<String, AttackCost> costs = new LinkedHashMap<>();
    private final int images;
    private final int clean;

    public SampleInputs() {
        this(IMAGES, 800);
    }

    public SampleInputs(int images, int clean) {
        this.images = images;
        this.clean = clean;
    }

    /** Adds an attack under which the images from {@code from} to before {@code to} are correct. */
    public SampleInputs correct(String attack, int from, int to) {
        attacks.put(attack, predictions(from, to));
        return this;
    }

    public SampleInputs differing(String attack, int count) {
        differing.put(attack, count);
        return this;
    }

    public SampleInputs cost(String attack, AttackCost cost) {
        costs.put(attack, cost);
        return this;
    }

    public AlarmInputs.Builder builder() {
        List<Integer> labels =
                IntStream.range(0, images).map(i -> i % 10).boxed().toList();
        Scores scores = new Scores(SchemaVersion.VERSION, labels, predictions(0, clean), attacks, differing);
        List<AttackName> names =
                attacks.keySet().stream().map(AttackName::parse).toList();
        return AlarmInputs.builder(
                "model",
                new AccuracyFigures(
                        clean,
                        images,
                        (double) clean / images,
                        WilsonInterval.of95(clean, images).ends()),
                new AttackComparison(names, scores, costs),
                new ClassNames("data", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")));
    }

    private List<Integer> predictions(int from, int to) {
        return IntStream.range(0, images)
                .mapToObj(image -> (image >= from && image < to ? image : image + 1) % 10)
                .toList();
    }
}
