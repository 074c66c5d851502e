package io.redoubt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IndexRangeTest {

    @Test
    void shardsCoverEveryIndexOnce() {
        assertThat(IndexRange.shards(10, 4))
                .containsExactly(new IndexRange(0, 4), new IndexRange(4, 8), new IndexRange(8, 10));
        assertThat(IndexRange.shards(8, 4)).containsExactly(new IndexRange(0, 4), new IndexRange(4, 8));
        assertThat(IndexRange.shards(3, 4)).containsExactly(new IndexRange(0, 3));
        assertThat(IndexRange.shards(0, 4)).isEmpty();
        assertThat(IndexRange.shardCount(10, 4)).isEqualTo(3);
    }

    @Test
    void largestTotalDoesNotOverflow() {
        assertThat(IndexRange.shards(Integer.MAX_VALUE, 1 << 30))
                .containsExactly(new IndexRange(0, 1 << 30), new IndexRange(1 << 30, Integer.MAX_VALUE));
    }

    @Test
    void rangeIsHalfOpen() {
        assertThat(new IndexRange(3, 6).indices()).containsExactly(3, 4, 5);
        assertThat(new IndexRange(3, 3).size()).isZero();
    }

    @Test
    void parseInvertsToString() {
        IndexRange range = new IndexRange(3, 1000);

        assertThat(range).hasToString("3-1000");
        assertThat(IndexRange.parse("range", "3-1000")).isEqualTo(range);
        assertThatThrownBy(() -> IndexRange.parse("range", "3-"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("range");
    }

    @Test
    void invalidRangesAreRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IndexRange(-1, 2))
                .withMessageContaining("[-1, 2)");
        assertThatIllegalArgumentException().isThrownBy(() -> new IndexRange(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> IndexRange.shards(-1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IndexRange.shards(1, 0))
                .withMessageContaining("shard is 0");
    }
}
