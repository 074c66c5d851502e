package io.redoubt.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.data.DatasetException;
import io.redoubt.data.DatasetException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that reading fails with a code and a message that contains the given parts. */
final class DatasetErrors {
    private DatasetErrors() {}

    static void assertRejected(ThrowingCallable reading, Code code, String... parts) {
        assertThatExceptionOfType(DatasetException.class).isThrownBy(reading).satisfies(e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.getMessage()).contains(parts);
        });
    }
}
