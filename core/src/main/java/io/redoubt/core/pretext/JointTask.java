package io.redoubt.core.pretext;

import io.redoubt.api.PretextNames;
import io.redoubt.core.model.JointNetwork;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Objective;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several tasks at a time, on one trunk (paper figure 2). Every image is transformed for each task separately, so that
 * an attack has one perturbation per task.
 *
 * @param tasks at least two, each with one input per image
 */
record JointTask(List<PretextTask> tasks) implements PretextTask {
    JointTask {
        tasks = List.copyOf(tasks);
    }

    @Override
    public String name() {
        return PretextNames.JOINT;
    }

    /** The settings of each task by its name. */
    @Override
    public Map<String, Object> settings() {
        Map<String, Object> all = new TreeMap<>();
        tasks.forEach(task -> all.put(task.name(), task.settings()));
        return all;
    }

    @Override
    public void requireShape(ImageShape shape) {
        tasks.forEach(task -> task.requireShape(shape));
    }

    @Override
    public Objective objective(Network backbone) {
        return new JointNetwork(
                tasks.stream()
                        .map(task ->
                                new JointNetwork.Branch(task.name(), task.objective(backbone), task.targetsPerImage()))
                        .toList(),
                backbone.channels());
    }

    @Override
    public int inputsPerImage() {
        return tasks.size();
    }

    @Override
    public int targetsPerImage() {
        return tasks.stream().mapToInt(PretextTask::targetsPerImage).sum();
    }

    @Override
    public long[] drawTargets(int images, RandomStream random) {
        long[] targets = new long[images * targetsPerImage()];
        int place = 0;
        for (PretextTask task : tasks) {
            long[] drawn = task.drawTargets(images, random);
            int each = task.targetsPerImage();
            for (int i = 0; i < images; i++) {
                System.arraycopy(drawn, i * each, targets, i * targetsPerImage() + place, each);
            }
            place += each;
        }
        return targets;
    }

    @Override
    public void transform(float[] image, int side, long[] targets, float[] transformed) {
        float[] own = new float[image.length];
        int place = 0;
        for (int i = 0; i < tasks.size(); i++) {
            int each = tasks.get(i).targetsPerImage();
            tasks.get(i).transform(image, side, Arrays.copyOfRange(targets, place, place + each), own);
            System.arraycopy(own, 0, transformed, i * image.length, image.length);
            place += each;
        }
    }
}
