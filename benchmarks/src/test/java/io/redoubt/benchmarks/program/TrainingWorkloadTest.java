package io.redoubt.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.ModelSpec;
import org.junit.jupiter.api.Test;

class TrainingWorkloadTest {

    @Test
    void programReadsItsArguments() {
        TrainingWorkload work = new TrainingWorkload(new ModelSpec("wide-resnet", 28, 2), 32, 10, 3);

        assertThat(TrainingWorkload.parse(work.arguments())).isEqualTo(work);
    }
}
