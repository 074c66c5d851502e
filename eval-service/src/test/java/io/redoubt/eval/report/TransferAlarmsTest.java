package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.evaluate.Alarm;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of 1,000 images, {@code own} has the first 700 right under its own attacks. */
class TransferAlarmsTest {

    @Test
    void aFewImagesThatOnlyOthersFoolAreNone() {
        assertThat(alarms(1000, range(0, 690))).isEmpty();
    }

    @Test
    void aBlackBoxAttackThatBeatsTheWhiteBoxOneIsToldWithItsFigures() {
        assertThat(alarms(1000, range(0, 650)))
                .containsExactly(
                        "own: 50 of 1,000 images withstand every attack made on it but are wrong on the examples made"
                                + " for other (right are 70.0 % under its own attacks, 65.0 % on those examples). An attack that knows the"
                                + " model should fool it wherever one that does not can: its own attacks are too weak or misled by its"
                                + " gradients, and its robust accuracy is at most 65.0 %.");
    }

    /** The transferred examples leave 80 % right, more than its own, and yet show that 5 % too many count as robust. */
    @Test
    void theComparisonIsPairedImageByImage() {
        assertThat(alarms(1000, range(50, 850)))
                .singleElement()
                .asString()
                .contains("50 of 1,000", "70.0 %", "80.0 %", "at most 65.0 %");
    }

    @Test
    void onFewImagesTwoAreLuckAndThreeAreNot() {
        assertThat(alarms(40, range(2, 700))).isEmpty();
        assertThat(alarms(40, range(3, 700))).hasSize(1);
    }

    @Test
    void theSourceThatFoolsItMostIsNamed() {
        Map<String, BitSet> column = new LinkedHashMap<>();
        column.put("own", range(0, 700));
        column.put("weak", range(20, 700));
        column.put("strong", range(30, 700));
        Map<String, BitSet> others = Map.of("own", range(0, 900), "weak", range(0, 900), "strong", range(0, 900));
        Map<String, Map<String, BitSet>> right = new LinkedHashMap<>();
        right.put("own", column);
        right.put("weak", others);
        right.put("strong", others);

        assertThat(TransferAlarms.of(new TransferCounts(1000, right)))
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .contains("made for strong");
    }

    private static List<String> alarms(int images, BitSet transferred) {
        Map<String, Map<String, BitSet>> right = new LinkedHashMap<>();
        right.put("own", Map.of("own", within(range(0, 700), images), "other", within(transferred, images)));
        right.put("other", Map.of("own", within(range(0, 900), images), "other", within(range(0, 600), images)));
        return TransferAlarms.of(new TransferCounts(images, right)).stream()
                .map(Alarm::toString)
                .toList();
    }

    private static BitSet within(BitSet right, int images) {
        return right.get(0, images);
    }

    private static BitSet range(int from, int to) {
        BitSet images = new BitSet();
        images.set(from, to);
        return images;
    }
}
