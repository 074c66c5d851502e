package io.redoubt.cli.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The wire format of one protocol-buffers message, built field by field. */
final class ProtoMessage {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A field of type double. */
    ProtoMessage add(int field, double value) {
        key(field, FIXED64);
        return bytes(littleEndian(Double.BYTES).putDouble(value));
    }

    /** A field of type float. */
    ProtoMessage add(int field, float value) {
        key(field, FIXED32);
        return bytes(littleEndian(Float.BYTES).putFloat(value));
    }

    /** A field of type int64. */
    ProtoMessage add(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    /** A field of type string. */
    ProtoMessage add(int field, String value) {
        return add(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A field that is a message. */
    ProtoMessage add(int field, ProtoMessage value) {
        return add(field, value.toBytes());
    }

    private ProtoMessage add(int field, byte[] value) {
        key(field, LENGTH_DELIMITED);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void key(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private ProtoMessage bytes(ByteBuffer buffer) {
        out.writeBytes(buffer.array());
        return this;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
