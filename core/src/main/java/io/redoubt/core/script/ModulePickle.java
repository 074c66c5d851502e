package io.redoubt.core.script;

import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The pickled object of a TorchScript module, protocol 2: an instance of the class whose state is a dictionary with {@code
 * training} and the tensors. A tensor refers to its data by the number of its entry in the archive.
 */
final class ModulePickle {

    private static final char MARK = '(';
    private static final char TUPLE = 't';
    private static final char EMPTY_TUPLE = ')';
    private static final char REDUCE = 'R';
    private static final char PERSISTENT_ID = 'Q';
    private static final char INT = 'J';
    private static final char TEXT = 'X';
    private static final char TRUE = '\u0088';
    private static final char FALSE = '\u0089';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @throws IllegalArgumentException when a tensor is not float32 */
    ModulePickle(boolean training, List<Tensor> tensors) {
        ops("\u0080\u0002");
        global("__torch__", ScriptSource.CLASS);
        ops(EMPTY_TUPLE + "\u0081}(");
        text("training");
        truth(training);
        for (int i = 0; i < tensors.size(); i++) {
            text(tensors.get(i).name());
            tensor(tensors.get(i), i);
        }
        ops("ub.");
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** A call of {@code torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)}. */
    private void tensor(Tensor tensor, int entry) {
        if (tensor.dtype() != DType.F32) {
            throw new IllegalArgumentException(
                    "tensor '" + tensor.name() + "' has type " + tensor.dtype() + "; weights must be F32");
        }
        global("torch._utils", "_rebuild_tensor_v2");
        op(MARK);
        storage(entry, Math.toIntExact(tensor.elements()));
        integer(0);
        integers(tensor.shape());
        integers(strides(tensor.shape()));
        truth(false);
        global("collections", "OrderedDict");
        op(EMPTY_TUPLE);
        op(REDUCE);
        op(TUPLE);
        op(REDUCE);
    }

    private void storage(int entry, int elements) {
        op(MARK);
        text("storage");
        global("torch", "FloatStorage");
        text(String.valueOf(entry));
        text("cpu");
        integer(elements);
        op(TUPLE);
        op(PERSISTENT_ID);
    }

    private static long[] strides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= Math.max(1, shape[i]);
        }
        return strides;
    }

    private void integers(long[] values) {
        op(MARK);
        Arrays.stream(values).forEach(value -> integer(Math.toIntExact(value)));
        op(TUPLE);
    }

    private void integer(int value) {
        op(INT);
        littleEndian(value);
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        op(TEXT);
        littleEndian(bytes.length);
        out.writeBytes(bytes);
    }

    private void littleEndian(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    private void truth(boolean value) {
        op(value ? TRUE : FALSE);
    }

    private void global(String module, String name) {
        ops("c" + module + "\n" + name + "\n");
    }

    private void op(char code) {
        out.write(code);
    }

    private void ops(String codes) {
        out.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
