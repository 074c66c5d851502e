package io.redoubt.core.script;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Direct memory in which tensors are filled. The engine reads it in place, so a buffer is in use until the end of a
 * step and is reused in the next one. New direct memory for each batch would accumulate until the garbage collector
 * runs.
 */
final class StagingBuffers {
    private final List<ByteBuffer> idle = new ArrayList<>();

    /** A direct buffer in native order with exactly {@code bytes} remaining. */
    ByteBuffer acquire(int bytes) {
        for (int i = 0; i < idle.size(); i++) {
            if (idle.get(i).capacity() >= bytes) {
                return idle.remove(i).clear().limit(bytes);
            }
        }
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    void release(List<ByteBuffer> buffers) {
        idle.addAll(buffers);
    }
}
