package io.redoubt.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransferSpecTest {

    private static final AttackName PGD = AttackName.parse("pgd-2");
    private static final TransferSpec SPEC = spec(List.of("a/full", "a/full+b/full"));

    /** The name of one source or attack may be a prefix of another's. */
    @Test
    void shardsReturnsTheShardsOfASourceAndAttackInOrder() {
        Set<String> roles = Set.of(
                "model",
                "examples/a/full/pgd-2/0-20",
                "examples/a/full/pgd-2/20-30",
                "examples/a/full/pgd-20/0-30",
                "examples/a/full+b/full/pgd-2/0-30");

        assertThat(SPEC.shards(roles, "a/full", PGD))
                .containsExactly(
                        new ImageShard("examples/a/full/pgd-2/0-20", new IndexRange(0, 20)),
                        new ImageShard("examples/a/full/pgd-2/20-30", new IndexRange(20, 30)));
        assertThat(SPEC.shards(roles, "a/full+b/full", PGD))
                .containsExactly(new ImageShard("examples/a/full+b/full/pgd-2/0-30", new IndexRange(0, 30)));
    }

    @Test
    void rejectsMissingShards() {
        assertThatThrownBy(() -> SPEC.shards(Set.of("examples/a/full/pgd-2/0-20"), "a/full", PGD))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContainingAll("examples/a/full/pgd-2/", "20", "30");
        assertThatThrownBy(() -> SPEC.shards(Set.of("examples/a/full/pgd-2/10-30"), "a/full", PGD))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("does not begin at image 0");
    }

    @Test
    void rejectsDuplicateSources() {
        assertThatThrownBy(() -> spec(List.of("a", "a")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("sources");
        assertThatThrownBy(() -> spec(List.of())).isInstanceOf(InvalidFieldException.class);
    }

    private static TransferSpec spec(List<String> sources) {
        return new TransferSpec(new DatasetRef("images", "ab".repeat(32)), sources, List.of(PGD), 30);
    }
}
