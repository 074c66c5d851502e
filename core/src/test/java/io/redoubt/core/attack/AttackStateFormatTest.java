package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.search.BestPoint;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.data.ImageShape;
import io.redoubt.data.file.CorruptFiles;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not the state of an attack. */
class AttackStateFormatTest {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final int IMAGES = 3;

    @TempDir
    Path folder;

    @Test
    void fileThatIsNotAnAttackStateIsRejected() throws IOException {
        Safetensors file = written();
        AttackStateFormat format = new AttackStateFormat(SHAPE);

        assertThat(format.read(file).bestPoints().size()).isEqualTo(IMAGES);
        for (Tensor other : List.of(
                Tensor.of("clean", new long[] {IMAGES}, new float[IMAGES]),
                Tensor.of("points", new long[] {2, 1, 8, 8}, new float[128]),
                Tensor.of("points", new long[] {1, 9}, new float[9]),
                Tensor.of("given", new long[] {1}, new long[] {IMAGES}),
                Tensor.of("given", new long[] {1}, new long[] {-1}),
                Tensor.of("given", new long[] {1}, new float[1]))) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(file.tensors());
            tensors.put(other.name(), other);
            assertThatThrownBy(() -> format.read(new Safetensors(tensors, file.metadata())))
                    .as(other.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String key : List.of("rung.0", "unfinished")) {
            var metadata = new TreeMap<>(file.metadata());
            metadata.remove(key);
            assertThatThrownBy(() -> format.read(new Safetensors(file.tensors(), metadata)))
                    .as(key)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void corruptStateIsReadOrRejected() throws IOException {
        Safetensors valid = written();
        AttackStateFormat format = new AttackStateFormat(SHAPE);
        CorruptFiles corrupt = new CorruptFiles(5);

        for (int i = 0; i < 3000; i++) {
            try {
                assertThat(format.read(corrupt.content(valid)).bestPoints().size())
                        .isEqualTo(IMAGES);
            } catch (IllegalArgumentException e) {
                CorruptFiles.assertExplained(e);
            }
        }
    }

    /** Tensors without elements may have any other dimensions; a state has one row of at least one value per image. */
    @ParameterizedTest
    @ValueSource(strings = {"clean", "found", "points", "logits", "given"})
    void stateWithAbsurdShapesIsRejected(String name) throws IOException {
        Safetensors valid = written();
        for (long[] shape : new long[][] {{1L << 40, 0}, {0, 1L << 40}, {1L << 58, 0}, {1L << 40, 0, 8, 8}}) {
            Map<String, Tensor> tensors = new LinkedHashMap<>(valid.tensors());
            tensors.put(name, new Tensor(name, tensors.get(name).dtype(), shape, ByteBuffer.allocate(0)));

            assertThatThrownBy(() -> new AttackStateFormat(SHAPE)
                            .read(new Safetensors(tensors, new TreeMap<>(valid.metadata()))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tensor " + name);
        }
    }

    /** A state of which image 1 has a point, and images 0 and 2 are being attacked. */
    private Safetensors written() throws IOException {
        BestPoints points = new BestPoints(SHAPE, IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            points.set(i, new BestPoint(new float[2], Optional.empty()));
        }
        points.set(1, new BestPoint(new float[2], Optional.of(new BestPoint.Point(new float[64], new float[2]))));
        AttackState state = new AttackState(
                SHAPE,
                points,
                List.of(new AttackFigures("clean", IMAGES, 1, 2, 3, 0, 0.5)),
                new PartialAttack(List.of(0, 2), 1, PassCounts.NONE, 0.5));
        Path file = folder.resolve("state.safetensors");
        state.write(file);
        return Safetensors.read(file);
    }
}
