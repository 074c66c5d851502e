package io.redoubt.core.alarm;

import io.redoubt.api.Require;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.Scores;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attacks of one request on one subject, compared image by image. An image <em>withstands</em> an attack if it is
 * classified correctly both without a perturbation and under the attack: some attacks do not perturb images that are already
 * misclassified.
 */
public final class AttackComparison {

    private final Scores scores;
    private final Map<String, AttackCost> costs;
    private final BitSet clean;
    private final Map<AttackName, BitSet> withstanding = new LinkedHashMap<>();

    /**
     * Compares attacks.
     *
     * @param attacks the attacks of the request
     * @param scores the predictions under each of them
     * @param costs by attack, the figures of each attack of a suite; entries may be missing
     * @throws io.redoubt.api.InvalidFieldException if the scores lack an attack
     */
    public AttackComparison(List<AttackName> attacks, Scores scores, Map<String, AttackCost> costs) {
        this.scores = scores;
        this.costs = Map.copyOf(costs);
        this.clean = correct(scores.clean());
        for (AttackName attack : attacks) {
            BitSet images = correct(predictions(attack));
            images.and(clean);
            withstanding.put(attack, images);
        }
    }

    /** The attacks in the order of the request. */
    public Set<AttackName> attacks() {
        return withstanding.keySet();
    }

    /** The true class of each evaluated image. */
    public List<Integer> labels() {
        return scores.labels();
    }

    /** Number of evaluated images. */
    public int images() {
        return scores.labels().size();
    }

    /** Number of images that are classified correctly without a perturbation. */
    public int correctWhenClean() {
        return clean.cardinality();
    }

    /** Number of images that withstand an attack. */
    public int withstand(AttackName attack) {
        return withstanding.get(attack).cardinality();
    }

    /** Number of images that withstand all of several attacks. */
    public int withstand(List<AttackName> attacks) {
        return withstandingAll(attacks).cardinality();
    }

    /** How many more images withstand {@code weaker} than {@code stronger}; negative if fewer do. */
    public int lead(AttackName stronger, AttackName weaker) {
        return withstand(weaker) - withstand(stronger);
    }

    /** Number of images that withstand all of {@code others} and are fooled by {@code attack}. */
    public int fooledOnlyBy(AttackName attack, List<AttackName> others) {
        BitSet images = withstandingAll(others);
        images.andNot(withstanding.get(attack));
        return images.cardinality();
    }

    /** Accuracy under an attack, in [0, 1]; it includes images that are misclassified only without the perturbation. */
    public double accuracyUnder(AttackName attack) {
        return (double) correct(predictions(attack)).cardinality() / images();
    }

    /** Number of examples of an attack whose predicted class differs from the class that the attack observed. */
    public int differing(AttackName attack) {
        return scores.differing().getOrDefault(attack.toString(), 0);
    }

    /** Cost of an attack, if recorded. */
    public Optional<AttackCost> cost(AttackName attack) {
        return Optional.ofNullable(costs.get(attack.toString()));
    }

    private BitSet withstandingAll(List<AttackName> attacks) {
        BitSet images = (BitSet) clean.clone();
        attacks.forEach(attack -> images.and(withstanding.get(attack)));
        return images;
    }

    private List<Integer> predictions(AttackName attack) {
        return Require.present("attacks." + attack, scores.attacks().get(attack.toString()));
    }

    private BitSet correct(List<Integer> predictions) {
        BitSet images = new BitSet(images());
        for (int image = 0; image < images(); image++) {
            images.set(image, predictions.get(image).equals(scores.labels().get(image)));
        }
        return images;
    }
}
