package io.redoubt.core.toy;

import io.redoubt.api.attack.AttackFamily;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;

/**
 * Queries two points per image: all pixels brighter, then all pixels darker by the radius.
 *
 * @param name the name in reports
 * @param queries at most 2
 */
record CornerAttack(String name, int queries) implements Attack {
    static final AttackFamily FAMILY = new AttackFamily("corner", 2, AttackFamily.Guidance.QUERIES);

    @Override
    public Search on(AttackedImage image) {
        return new Search() {
            private int queriesMade;

            @Override
            public boolean finished() {
                return queriesMade == queries || image.settled();
            }

            @Override
            public float[] point() {
                float change = (float)
                        (queriesMade == 0
                                ? image.ball().radius()
                                : -image.ball().radius());
                float[] point = image.clean().clone();
                for (int i = 0; i < point.length; i++) {
                    point[i] += change;
                }
                image.ball().project(point, image.clean());
                return point;
            }

            @Override
            public void answer(float[] logits, float[] gradient) {
                image.offer(point(), logits);
                queriesMade++;
            }
        };
    }

    @Override
    public int passes() {
        return queries;
    }
}
