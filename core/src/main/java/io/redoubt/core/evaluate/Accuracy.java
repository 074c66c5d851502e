package io.redoubt.core.evaluate;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.report.AccuracyFigures;
import io.redoubt.api.report.Scores;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The number of images that a model classifies correctly.
 *
 * @param right images whose true class is predicted
 * @param images images evaluated, at least 1
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
     * The worst case over all attacks: an image counts as correct only if every attack on it failed. The clean prediction is
     * ignored, so that with PGD-20 alone this is the paper's RA. (An image that is misclassified when clean but correct
     * under every attack indicates a weak attack; reports raise an alarm for that instead of hiding it.)
     *
     * @throws InvalidFieldException if the scores have no attack
     */
    public static Accuracy robust(Scores scores) {
        if (scores.attacks().isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; robust accuracy needs at least one attack");
        }
        return of(scores.labels(), scores.attacks().values());
    }

    /** The accuracy of one pass over some images. */
    public static Accuracy of(Predictions predictions) {
        return new Accuracy(
                predictions.correct().cardinality(), predictions.range().size());
    }

    static Accuracy of(List<Integer> labels, Collection<List<Integer>> predictions) {
        return new Accuracy(right(labels, predictions).cardinality(), labels.size());
    }

    /** Returns the images that are correct in every list of predictions. */
    public static BitSet right(List<Integer> labels, Collection<List<Integer>> predictions) {
        return IntStream.range(0, labels.size())
                .filter(image -> predictions.stream()
                        .allMatch(predicted -> predicted.get(image).equals(labels.get(image))))
                .collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Returns the share, in [0, 1]. */
    public double share() {
        return (double) right / images;
    }

    /** Returns this accuracy with its interval, for JSON. */
    public AccuracyFigures figures() {
        return new AccuracyFigures(right, images, share(), confidence95().ends());
    }

    /** Returns the 95 % interval of the share, treating the images as a random sample. */
    public WilsonInterval confidence95() {
        return WilsonInterval.of95(right, images);
    }
}
