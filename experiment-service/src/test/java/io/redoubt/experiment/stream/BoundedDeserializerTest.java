package io.redoubt.experiment.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.pipeline.event.DeadLetters;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BoundedDeserializerTest {

    private final BoundedDeserializer deserializer = new BoundedDeserializer();
    private final Headers headers = new RecordHeaders();

    @Test
    void bytesUpToTheLimitAreUnchanged() {
        ByteBuffer slice = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

        assertThat(deserializer.deserialize("topic", headers, slice)).containsExactly(2, 3);
        assertThat(deserializer.deserialize("topic", headers, (ByteBuffer) null))
                .isNull();
        assertThat(deserializer.deserialize("topic", headers, ByteBuffer.allocate(BoundedDeserializer.MAX_BYTES)))
                .hasSize(BoundedDeserializer.MAX_BYTES);
        assertThat(headers).isEmpty();
    }

    @Test
    void longValueIsTruncatedAndKeepsItsLengthAsAHeader() {
        ByteBuffer large = ByteBuffer.allocate(5 << 20);

        assertThat(deserializer.deserialize("topic", headers, large)).hasSize(BoundedDeserializer.MAX_BYTES + 1);
        assertThat(headers.lastHeader(DeadLetters.BYTES).value()).asString().isEqualTo("5242880");
    }
}
