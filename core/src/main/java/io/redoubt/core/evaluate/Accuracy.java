package io.redoubt.core.evaluate;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.report.Scores;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of a number of images a model has right.
 *
 * @param right images with the true class predicted
 * @param images images judged, at least 1
 */
public record Accuracy(int right, int images) {

    public Accuracy {
        Require.between("images", images, 1, Integer.MAX_VALUE);
        Require.between("right", right, 0, images);
    }

    /** On clean images: the paper's TA. */
    public static Accuracy standard(Scores scores) {
        return of(scores.labels(), List.of(scores.clean()));
    }

    /** Under one attack. @throws InvalidFieldException if the scores do not have it */
    public static Accuracy under(String attack, Scores scores) {
        List<Integer> predictions = scores.attacks().get(attack);
        return of(scores.labels(), List.of(Require.present("attacks." + attack, predictions)));
    }

    /**
     * The worst case over all attacks run: an image counts as right only where every attack on it failed. The clean
     * prediction plays no part, so that with PGD-20 alone this is the paper's RA. (An image that is wrong when clean but
     * right under every attack would show a weak attack; reports look for that instead of hiding it.)
     *
     * @throws InvalidFieldException if the scores have no attack
     */
    public static Accuracy robust(Scores scores) {
        if (scores.attacks().isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; robust accuracy needs at least one attack");
        }
        return of(scores.labels(), scores.attacks().values());
    }

    /** Of one pass over some images. */
    public static Accuracy of(Predictions predictions) {
        return new Accuracy(
                predictions.correct().cardinality(), predictions.range().size());
    }

    static Accuracy of(List<Integer> labels, Collection<List<Integer>> predictions) {
        return new Accuracy(right(labels, predictions).cardinality(), labels.size());
    }

    /** The images that are right in every list of predictions. */
    public static BitSet right(List<Integer> labels, Collection<List<Integer>> predictions) {
        return IntStream.range(0, labels.size())
                .filter(image -> predictions.stream()
                        .allMatch(predicted -> predicted.get(image).equals(labels.get(image))))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** The share, in [0, 1]. */
    public double share() {
        return (double) right / images;
    }

    /** The 95 % interval of the share, the images taken for a random sample. */
    public WilsonInterval confidence95() {
        return WilsonInterval.of95(right, images);
    }
}
