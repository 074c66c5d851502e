package io.redoubt.experiment.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redoubt.api.request.RequestReader;
import io.redoubt.pipeline.event.DeadLetters;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Returns values unchanged, except that one longer than {@link #MAX_BYTES} is truncated to one byte more and gets its
 * length as the header {@link DeadLetters#BYTES}. A small compressed record can expand to gigabytes; this spares a second
 * copy of them.
 */
final class BoundedDeserializer implements Deserializer<byte[]> {

    /** The length of the longest record that the tracker reads, in bytes. */
    static final int MAX_BYTES = RequestReader.MAX_BYTES;

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data == null || data.length <= MAX_BYTES ? data : Arrays.copyOf(data, MAX_BYTES + 1);
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
        if (data == null) {
            return null;
        }
        if (data.remaining() > MAX_BYTES) {
            headers.remove(DeadLetters.BYTES)
                    .add(DeadLetters.BYTES, Integer.toString(data.remaining()).getBytes(UTF_8));
        }
        byte[] bytes = new byte[Math.min(data.remaining(), MAX_BYTES + 1)];
        data.get(bytes);
        return bytes;
    }
}
