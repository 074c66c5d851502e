package io.redoubt.benchmarks.section;

import io.redoubt.api.request.ModelSpec;
import io.redoubt.benchmarks.measure.Harness;
import io.redoubt.benchmarks.measure.Measurement;
import io.redoubt.benchmarks.measure.Program;
import io.redoubt.benchmarks.measure.Samples;
import io.redoubt.benchmarks.measure.Table;
import io.redoubt.benchmarks.program.PretextProgram;
import io.redoubt.benchmarks.program.TrainingWorkload;
import java.util.ArrayList;
import java.util.List;

/** Adversarial pretraining on each task, and on all of them jointly with the diversity term. */
public final class PretextSection implements Section {
    private static final TrainingWorkload WORK = new TrainingWorkload(new ModelSpec(10, 8), 64, 5, 3);

    /** Rotation comes first: the others are compared with it. The last has all tasks. */
    private static final List<Row> ROWS = List.of(
            new Row("rotation", "1"),
            new Row("jigsaw", "1"),
            new Row("selfie", "-"),
            new Row("rotation,jigsaw,selfie", "9"));

    /**
     * A task.
     *
     * @param tasks separated by commas
     * @param expected time of a step, divided by that of rotation
     */
    private record Row(String tasks, String expected) {
        String name() {
            return tasks.contains(",") ? "joint with the diversity term: " + tasks.replace(",", ", ") : tasks;
        }
    }

    @Override
    public String name() {
        return "pretext";
    }

    @Override
    public Table measure(Harness harness) {
        TrainingWorkload work = harness.isShort() ? new TrainingWorkload(new ModelSpec(10, 4), 8, 1, 1) : WORK;
        List<Row> rows = harness.isShort() ? List.of(ROWS.get(0), ROWS.get(ROWS.size() - 1)) : ROWS;
        List<Measurement> measured =
                harness.measure(rows.stream().map(row -> program(row, work)).toList());
        Samples rotation = measured.get(0).perSecond("images");
        Table table =
                Table.of("Pretraining steps, images/s", "task", "Redoubt", "time relative to rotation", "expected");
        for (int i = 0; i < rows.size(); i++) {
            Samples rate = measured.get(i).perSecond("images");
            Row row = rows.get(i);
            table = table.withRow(row.name(), rate.text(), rotation.over(rate).text(), row.expected());
        }
        return table.withFailures("pretraining", measured)
                .withNote("Adversarial pretraining, images of 3x32x32, " + TrainingSection.rowName(work)
                        + ". Expected, by the number of passes: jigsaw has the passes of rotation. The joint trunk has"
                        + " those of three tasks, and the diversity term needs the gradient of a gradient in each, which"
                        + " costs two more passes in both directions: 3 x 3. Selfie has the trunk in common with rotation,"
                        + " but another head.");
    }

    private static Program program(Row row, TrainingWorkload work) {
        List<String> arguments = new ArrayList<>(List.of(row.tasks()));
        arguments.addAll(work.arguments());
        return Program.java(row.name(), PretextProgram.class, arguments);
    }
}
