package io.redoubt.core.script;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Host memory that tensors are filled in. The engine reads it in place, so a buffer is lent for a step and reused in the
 * next; fresh direct memory for every batch would pile up until the garbage collector runs.
 */
final class StagingBuffers {
    private final List<ByteBuffer> idle = new ArrayList<>();

    /** A direct buffer in native order with exactly {@code bytes} remaining. */
    ByteBuffer lend(int bytes) {
        for (int i = 0; i < idle.size(); i++) {
            if (idle.get(i).capacity() >= bytes) {
                return idle.remove(i).clear().limit(bytes);
            }
        }
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    void giveBack(List<ByteBuffer> buffers) {
        idle.addAll(buffers);
    }
}
