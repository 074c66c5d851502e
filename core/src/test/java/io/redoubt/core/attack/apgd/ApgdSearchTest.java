package io.redoubt.core.attack.apgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.attack.loss.CrossEntropyLoss;
import io.redoubt.core.attack.loss.DlrLoss;
import io.redoubt.core.attack.loss.LogitLoss;
import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.loss.TargetedDlrLoss;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.model.NumericAgreement;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApgdSearchTest {
    private static final ApgdRecording RECORDED = ApgdRecording.read();
    private static final int PIXELS = 12;

    @Test
    void linfSearchPointsEqualPyTorch() {
        assertPointsAgree("linf.ce", new LinfBall(0.25), new CrossEntropyLoss(label("linf.ce")));
        assertPointsAgree("linf.dlr", new LinfBall(0.25), new DlrLoss(label("linf.dlr")));
    }

    @Test
    void l2SearchPointsEqualPyTorch() {
        String targeted = "l2.targeted-dlr";
        int target = RECORDED.ints(targeted + ".classes")[1];

        assertPointsAgree("l2.ce", new L2Ball(0.75), new CrossEntropyLoss(label("l2.ce")));
        assertPointsAgree(targeted, new L2Ball(0.75), new TargetedDlrLoss(label(targeted), target));
    }

    private static int label(String trajectory) {
        return RECORDED.ints(trajectory + ".classes")[0];
    }

    private static void assertPointsAgree(String trajectory, Ball ball, LogitLoss loss) {
        AttackedImage image = attackedImage(RECORDED.floats(trajectory + ".x"), label(trajectory), ball);
        float[][] recorded = RECORDED.rows(trajectory + ".points");
        float[] losses = RECORDED.floats(trajectory + ".losses");
        TanhLogits function = RECORDED.network(trajectory);
        Search search = new ApgdSearch(image, loss, recorded.length - 1, recorded[0].clone());

        List<float[]> points = pointsOf(search, function);

        assertThat(points).hasSameSizeAs(recorded);
        for (int i = 0; i < recorded.length; i++) {
            NumericAgreement.assertAgrees(trajectory + " point " + i, points.get(i), recorded[i]);
            assertThat(loss.value(function.logits(points.get(i))))
                    .as(trajectory + " loss " + i)
                    .isCloseTo(losses[i], within(1e-4));
        }
    }

    /** Runs a search to its end; the last query has no gradient. */
    private static List<float[]> pointsOf(Search search, TanhLogits function) {
        List<float[]> points = new ArrayList<>();
        while (!search.finished()) {
            float[] point = search.point();
            points.add(point.clone());
            float[] logits = function.logits(point);
            boolean last = !search.needsGradient();
            search.answer(logits, last ? new float[0] : function.gradient(point, search.weights(logits)));
            assertThat(search.finished()).isEqualTo(last);
        }
        return points;
    }

    @Test
    void everyEvaluatedPointIsOffered() {
        for (int seed = 0; seed < 20; seed++) {
            AttackedImage image = attackedImage(grey(), 0, new LinfBall(0.2));
            TanhLogits function = TanhLogits.random(3, PIXELS, seed);

            List<float[]> points = pointsOf(
                    new ApgdSearch(image, new CrossEntropyLoss(0), 5, ApgdSearch.randomStart(image, 1)), function);

            double smallest = points.stream()
                    .mapToDouble(point -> -new MarginLoss(0).value(function.logits(point)))
                    .min()
                    .orElseThrow();
            assertThat(points).hasSize(6);
            assertThat(image.margin()).isEqualTo(smallest);
        }
    }

    @Test
    void startLiesOnTheSurfaceOfTheBall() {
        for (Ball ball : List.of(new LinfBall(0.3), new L2Ball(0.4))) {
            AttackedImage image = attackedImage(grey(), 0, ball);

            float[] start = ApgdSearch.randomStart(image, 5);

            assertThat(ball.distance(grey(), start)).isEqualTo(ball.radius(), within(1e-6));
            assertThat(ApgdSearch.randomStart(image, 5)).containsExactly(start);
            assertThat(ApgdSearch.randomStart(image, 6)).isNotEqualTo(start);
        }
    }

    @Test
    void startAtTheEdgeOfTheRangeStaysInRange() {
        float[] black = new float[PIXELS];

        float[] start = ApgdSearch.randomStart(attackedImage(black, 0, new LinfBall(0.3)), 5);

        for (float pixel : start) {
            assertThat(pixel).isBetween(0f, 0.3f);
        }
    }

    private static float[] grey() {
        float[] grey = new float[PIXELS];
        Arrays.fill(grey, 0.5f);
        return grey;
    }

    private static AttackedImage attackedImage(float[] clean, int label, Ball ball) {
        return new AttackedImage(clean, new ImageShape(1, 3, 4), label, 1, ball);
    }
}
