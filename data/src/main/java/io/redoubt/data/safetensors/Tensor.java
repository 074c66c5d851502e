package io.redoubt.data.safetensors;

import io.redoubt.data.safetensors.SafetensorsException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A named tensor in row-major order.
 *
 * @param name unique within a file; weights use PyTorch names such as {@code layer1.0.conv1.weight}
 * @param dtype the element type
 * @param shape the dimensions, each at least 0; empty for a scalar
 * @param data the elements, little endian, {@code dtype.bytes() * product(shape)} bytes from position to limit. They
 *     are not copied, so the caller must not change them afterwards. The accessor returns a new read-only view.
 */
public record Tensor(String name, DType dtype, long[] shape, ByteBuffer data) {
    static final String METADATA = "__metadata__";

    /**
     * @throws SafetensorsException when the name is empty or reserved, a dimension is negative, or the number of bytes
     *     does not match type and shape
     */
    public Tensor {
        if (name.isEmpty() || name.equals(METADATA)) {
            throw new SafetensorsException(
                    Code.NAME, "tensor name '" + name + "' is empty or reserved; use another name");
        }
        shape = shape.clone();
        data = data.slice().asReadOnlyBuffer();
        long expected = byteCount(name, dtype, shape);
        if (data.remaining() != expected) {
            throw new SafetensorsException(
                    Code.BYTE_COUNT,
                    "tensor '" + name + "' of type " + dtype + " and shape " + Arrays.toString(shape) + " needs "
                            + expected + " bytes but has " + data.remaining());
        }
    }

    /** Returns a float32 tensor; the values are copied. */
    public static Tensor of(String name, long[] shape, float[] values) {
        ByteBuffer data = allocate(values.length, DType.F32);
        data.asFloatBuffer().put(values);
        return new Tensor(name, DType.F32, shape, data);
    }

    /** Returns an int64 tensor; the values are copied. */
    public static Tensor of(String name, long[] shape, long[] values) {
        ByteBuffer data = allocate(values.length, DType.I64);
        data.asLongBuffer().put(values);
        return new Tensor(name, DType.I64, shape, data);
    }

    /** Returns a uint8 tensor; the values are copied. */
    public static Tensor of(String name, long[] shape, byte[] values) {
        return new Tensor(name, DType.U8, shape, ByteBuffer.wrap(values.clone()));
    }

    /** The same elements under another name. */
    public Tensor named(String other) {
        return new Tensor(other, dtype, shape, data());
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    /** Returns a new read-only, little-endian view of all elements. */
    @Override
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the number of elements. */
    public long elements() {
        return data.capacity() / dtype.bytes();
    }

    /** Returns whether no element is NaN or infinite; elements of types other than float32 are not looked at. */
    public boolean isFinite() {
        if (dtype != DType.F32) {
            return true;
        }
        FloatBuffer floats = data().asFloatBuffer();
        while (floats.hasRemaining()) {
            if (!Float.isFinite(floats.get())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the size of a tensor in bytes.
     *
     * @throws SafetensorsException when a dimension is negative or the size overflows
     */
    static long byteCount(String name, DType dtype, long[] shape) {
        long count = dtype.bytes();
        boolean empty = false;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw badShape(name, shape, "has a negative dimension");
            }
            empty |= dimension == 0;
            try {
                count = Math.multiplyExact(count, Math.max(dimension, 1));
            } catch (ArithmeticException overflow) {
                throw badShape(name, shape, "has more elements than 64 bits can count");
            }
        }
        return empty ? 0 : count;
    }

    private static SafetensorsException badShape(String name, long[] shape, String problem) {
        return new SafetensorsException(
                Code.SHAPE, "shape " + Arrays.toString(shape) + " of tensor '" + name + "' " + problem);
    }

    private static ByteBuffer allocate(int elements, DType dtype) {
        return ByteBuffer.allocate(Math.multiplyExact(elements, dtype.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && name.equals(tensor.name)
                && dtype == tensor.dtype
                && Arrays.equals(shape, tensor.shape)
                && data.equals(tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return name + ": " + dtype + Arrays.toString(shape);
    }
}
