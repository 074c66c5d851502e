package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.search.BestPoint;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.data.ImageShape;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

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
        Tensor clean = file.tensor(CLEAN);
        if (clean.dtype() != DType.F32 || clean.shape().length != 2 || clean.elements() == 0) {
            throw new IllegalArgumentException("tensor " + clean + " is not F32 with two dimensions of at least 1");
        }
        int count = (int) clean.shape()[0];
        int classes = (int) clean.shape()[1];
        if ((long) count * shape.size() * Float.BYTES > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "tensor " + clean + " is of " + count + " images of " + shape + "; a state has less than 2 GiB");
        }
        List<float[]> cleanLogits = rows(clean);
        List<Integer> found = indices(file, FOUND, count);
        Tensor points = floats(file, POINTS, found.size(), shape.channels(), shape.height(), shape.width());
        List<float[]> logits = rows(floats(file, LOGITS, found.size(), classes));
        BestPoints images = new BestPoints(shape, count);
        for (int i = 0; i < count; i++) {
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
            finished.add(figures(file, ATTACK + finished.size(), 7, AttackStateFormat::attack));
        }
        List<Integer> given = indices(file, GIVEN, count);
        return new AttackState(
                shape, images, finished, figures(file, UNFINISHED, 4, figures -> partial(given, figures)));
    }

    private static Tensor floats(Safetensors file, String name, long... dimensions) {
        Tensor tensor = file.tensor(name);
        if (tensor.dtype() != DType.F32 || !Arrays.equals(tensor.shape(), dimensions)) {
            throw new IllegalArgumentException(
                    "tensor " + tensor + " is not F32" + Arrays.toString(dimensions) + ", as the other tensors need");
        }
        return tensor;
    }

    private static List<float[]> rows(Tensor tensor) {
        FloatBuffer all = tensor.data().asFloatBuffer();
        List<float[]> rows = new ArrayList<>();
        while (rows.size() < tensor.shape()[0]) {
            float[] row = new float[(int) tensor.shape()[1]];
            all.get(row);
            rows.add(row);
        }
        return rows;
    }

    private static List<Integer> indices(Safetensors file, String name, int images) {
        Tensor tensor = file.tensor(name);
        if (tensor.dtype() != DType.I64 || tensor.shape().length != 1) {
            throw new IllegalArgumentException("tensor " + tensor + " is not I64 with one dimension");
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

    private static <T> T figures(Safetensors file, String key, int count, Function<String[], T> parse) {
        String[] figures = file.metadata().getOrDefault(key, "").split(" ");
        if (figures.length == count) {
            try {
                return parse.apply(figures);
            } catch (NumberFormatException e) {
                // Falls through to the same error.
            }
        }
        throw new IllegalArgumentException(
                "the file lacks metadata '" + key + "' with " + count + " figures; it is not the state of an attack");
    }

    private static PartialAttack partial(List<Integer> given, String[] figures) {
        return new PartialAttack(
                given,
                Integer.parseInt(figures[0]),
                new PassCounts(Long.parseLong(figures[1]), Long.parseLong(figures[2])),
                Double.parseDouble(figures[3]));
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
