package io.redoubt.core.script;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * NNPACK, which PyTorch uses for convolutions of small batches. It needs the sizes of the processor's caches, which many
 * virtual machines do not tell. PyTorch then uses other kernels, and prints a warning before every convolution.
 */
final class Nnpack {
    private static final int ERROR = 2;
    private static final int BYTE = 0xff;

    private Nnpack() {}

    /** Stops the warnings if PyTorch cannot use NNPACK; the kernels remain the same. The engine must have been loaded. */
    static void disableIfUnavailable() {
        try {
            if (!isAvailable()) {
                function("_ZN2at7Context20setUserEnabledNNPACKEb").invokeVoid(new Object[] {context(), false});
            }
        } catch (UnsatisfiedLinkError otherBuild) {
            return;
        }
    }

    /** Whether PyTorch can use NNPACK on this machine. */
    static boolean isAvailable() {
        Pointer level = NativeLibrary.getInstance("c10").getGlobalVariableAddress("FLAGS_caffe2_log_level");
        int before = level.getInt(0);
        level.setInt(0, ERROR);
        try {
            return isTrue(function("_ZN2at6native17_nnpack_availableEv").invokeInt(new Object[0]));
        } finally {
            level.setInt(0, before);
        }
    }

    /** Whether PyTorch tries to use NNPACK. */
    static boolean isEnabled() {
        return isTrue(function("_ZNK2at7Context17userEnabledNNPACKEv").invokeInt(new Object[] {context()}));
    }

    private static Pointer context() {
        return function("_ZN2at13globalContextEv").invokePointer(new Object[0]);
    }

    // A C++ bool is one byte; the rest of the register is undefined.
    private static boolean isTrue(int result) {
        return (result & BYTE) != 0;
    }

    private static Function function(String symbol) {
        return NativeLibrary.getInstance("torch_cpu").getFunction(symbol);
    }
}
