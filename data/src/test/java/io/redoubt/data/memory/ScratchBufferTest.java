package io.redoubt.data.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchBufferTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, (16 << 20) + 3})
    void bufferIsZeroedWritableAndLittleEndian(int bytes) {
        ByteBuffer buffer = ScratchBuffer.allocate(bytes);

        assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(buffer.remaining()).isEqualTo(bytes);
        for (int i = 0; i < bytes; i += 997) {
            assertThat(buffer.get(i)).isZero();
            buffer.put(i, (byte) i);
            assertThat(buffer.get(i)).isEqualTo((byte) i);
        }
    }

    @Test
    void largeBufferIsNotInTheHeap() {
        assertThat(ScratchBuffer.allocate((16 << 20) + 1).isDirect()).isTrue();
        assertThat(ScratchBuffer.allocate(16 << 20).isDirect()).isFalse();
    }

    @Test
    void fileHasNoNameFromBeforeTheFirstWrite(@TempDir Path directory) throws IOException {
        try (FileChannel channel = ScratchBuffer.unnamed(directory)) {
            assertThat(directory).isEmptyDirectory();
            assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEqualTo(3);
            assertThat(channel.map(FileChannel.MapMode.READ_WRITE, 0, 3).get(2)).isEqualTo((byte) 3);
        }
    }
}
