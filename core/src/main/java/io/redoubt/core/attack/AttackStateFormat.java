package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.search.BestPoint;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.safetensors.DType;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file format of an {@link AttackState} of N images and K classes: {@code clean} float32 (N,K), the logits of the
 * clean images; {@code found} int64 (M), the images that have a best point, with {@code points} float32 (M,C,H,W) and
 * {@code logits} float32 (M,K); and {@code given} int64 (G), the images that the unfinished attack runs on. The figures
 * are in the metadata.
 *
 * @param shape shape of an image
 */
record AttackStateFormat(ImageShape shape) {
    private static final String CLEAN = "clean";
    private static final String FOUND = "found";
    private static final String POINTS = "points";
    private static final String LOGITS = "logits";
    private static final String GIVEN = "given";
    private static final String ATTACK = "rung.";
    private static final String UNFINISHED = "unfinished";

    List<Tensor> tensors(AttackState state) {
        BestPoints images = state.bestPoints();
        List<Integer> found = images.found();
        long[] points = {found.size(), shape.channels(), shape.height(), shape.width()};
        int classes = images.cleanLogits().get(0).length;
        return List.of(
                rows(CLEAN, images.cleanLogits(), classes),
                indices(FOUND, found),
                new Tensor(POINTS, DType.F32, points, images.pixels(found)),
                rows(
                        LOGITS,
                        found.stream()
                                .map(image -> images.logits(image).orElseThrow())
                                .toList(),
                        classes),
                indices(GIVEN, state.unfinished().given()));
    }

    private static Tensor rows(String name, List<float[]> rows, int size) {
        FloatBuffer all = FloatBuffer.allocate(Math.multiplyExact(rows.size(), size));
        rows.forEach(all::put);
        return Tensor.of(name, new long[] {rows.size(), size}, all.array());
    }

    private static Tensor indices(String name, List<Integer> images) {
        long[] values = images.stream().mapToLong(Integer::longValue).toArray();
        return Tensor.of(name, new long[] {values.length}, values);
    }

    static Map<String, String> metadata(AttackState state) {
        Map<String, String> metadata = new TreeMap<>();
        for (int i = 0; i < state.finished().size(); i++) {
            AttackFigures attack = state.finished().get(i);
            metadata.put(
                    ATTACK + i,
                    String.join(
                            " ",
                            attack.attack(),
                            attack.attacked() + " " + attack.fooled() + " " + attack.standing(),
                            cost(new PassCounts(attack.forwardPasses(), attack.backwardPasses()), attack.seconds())));
        }
        PartialAttack unfinished = state.unfinished();
        metadata.put(UNFINISHED, unfinished.done() + " " + cost(unfinished.passes(), unfinished.seconds()));
        return metadata;
    }

    private static String cost(PassCounts passes, double seconds) {
        return passes.forward() + " " + passes.backward() + " " + seconds;
    }

    /** @throws IllegalArgumentException when the file is not the state of an attack on images of this shape */
    AttackState read(Safetensors file) {
        Tensor clean = floats(file, CLEAN);
        int classes = Math.toIntExact(clean.shape()[clean.shape().length - 1]);
        List<float[]> cleanLogits = rows(clean, classes);
        List<Integer> found = indices(file, FOUND, cleanLogits.size());
        Tensor points = floats(file, POINTS);
        List<float[]> logits = rows(floats(file, LOGITS), classes);
        requireRows(points, shape.size());
        if (points.shape()[0] != found.size() || logits.size() != found.size()) {
            throw new IllegalArgumentException(points.shape()[0] + " points and " + logits.size()
                    + " rows of logits for " + found.size() + " images; one each is needed");
        }
        BestPoints images = new BestPoints(shape, cleanLogits.size());
        for (int i = 0; i < cleanLogits.size(); i++) {
            images.set(i, new BestPoint(cleanLogits.get(i), Optional.empty()));
        }
        FloatBuffer pixels = points.data().asFloatBuffer();
        for (int i = 0; i < found.size(); i++) {
            float[] values = new float[shape.size()];
            pixels.get(values);
            BestPoint.Point point = new BestPoint.Point(values, logits.get(i));
            images.set(found.get(i), new BestPoint(cleanLogits.get(found.get(i)), Optional.of(point)));
        }
        List<AttackFigures> finished = new ArrayList<>();
        while (file.metadata().containsKey(ATTACK + finished.size())) {
            finished.add(attack(figures(file, ATTACK + finished.size(), 7)));
        }
        String[] figures = figures(file, UNFINISHED, 4);
        return new AttackState(
                shape,
                images,
                finished,
                new PartialAttack(
                        indices(file, GIVEN, images.size()),
                        Integer.parseInt(figures[0]),
                        new PassCounts(Long.parseLong(figures[1]), Long.parseLong(figures[2])),
                        Double.parseDouble(figures[3])));
    }

    private static Tensor floats(Safetensors file, String name) {
        Tensor tensor = file.tensor(name);
        if (tensor.dtype() != DType.F32 || tensor.shape().length < 2) {
            throw new IllegalArgumentException("tensor " + tensor + " is not F32 with at least two dimensions");
        }
        return tensor;
    }

    private static void requireRows(Tensor tensor, int size) {
        if (tensor.elements() != tensor.shape()[0] * size) {
            throw new IllegalArgumentException("tensor " + tensor + " does not have " + size + " values per row");
        }
    }

    private static List<float[]> rows(Tensor tensor, int size) {
        requireRows(tensor, size);
        FloatBuffer all = tensor.data().asFloatBuffer();
        List<float[]> rows = new ArrayList<>();
        while (rows.size() < tensor.shape()[0]) {
            float[] row = new float[size];
            all.get(row);
            rows.add(row);
        }
        return rows;
    }

    private static List<Integer> indices(Safetensors file, String name, int images) {
        Tensor tensor = file.tensor(name);
        if (tensor.dtype() != DType.I64) {
            throw new IllegalArgumentException("tensor " + tensor + " is not I64");
        }
        long[] values = new long[Math.toIntExact(tensor.elements())];
        tensor.data().asLongBuffer().get(values);
        return Arrays.stream(values)
                .mapToObj(value -> {
                    if (value < 0 || value >= images) {
                        throw new IllegalArgumentException(
                                "tensor '" + name + "' contains index " + value + " of " + images + " images");
                    }
                    return (int) value;
                })
                .toList();
    }

    private static String[] figures(Safetensors file, String key, int count) {
        String[] figures = file.metadata().getOrDefault(key, "").split(" ");
        if (figures.length != count) {
            throw new IllegalArgumentException("the file lacks metadata '" + key + "' with " + count
                    + " figures; it is not the state of an attack");
        }
        return figures;
    }

    private static AttackFigures attack(String[] figures) {
        return new AttackFigures(
                figures[0],
                Integer.parseInt(figures[1]),
                Integer.parseInt(figures[2]),
                Integer.parseInt(figures[3]),
                Long.parseLong(figures[4]),
                Long.parseLong(figures[5]),
                Double.parseDouble(figures[6]));
    }
}
