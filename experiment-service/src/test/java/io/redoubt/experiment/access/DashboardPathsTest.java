package io.redoubt.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/ui/", "/ui/experiments?filter=a%3Ab&sort=-ra", "/ui/%C3%a9"})
    void returnsToPages(String next) {
        assertThat(DashboardPaths.local(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "//ui/", "/u%69/", "https://other.example/ui/", "/ui/%", "/ui/%2", "/ui/%zz", "/ui/ "})
    void returnsToNothingElse(String next) {
        assertThat(DashboardPaths.local(next)).isEqualTo(DashboardPaths.HOME);
    }
}
