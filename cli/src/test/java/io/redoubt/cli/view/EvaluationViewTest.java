package io.redoubt.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Json;
import io.redoubt.api.report.ModelEvaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvaluationViewTest {
    private static final Path GOLDEN = Path.of("../api/src/test/resources/golden/v1");

    @Test
    void allMetricsAreShown() throws IOException {
        assertThat(EvaluationView.of(read("model-evaluation.json")).lines())
                .containsExactly("""
                                    images  accuracy %  95 % interval  largest change  forward passes  backward passes  seconds
                clean                1,000       84.00  81.60 - 86.10               -               -                -        -
                stored.safetensors     500       50.00  45.64 - 54.36         0.03130               -                -        -
                autoattack           1,000       48.00  44.90 - 51.10         0.03137          61,000           59,160     62.8
                worst case           1,000       47.00  43.92 - 50.10               -               -                -        -

                corrupted images: 71.00 % accuracy (mean of the 15 core families), 73.00 % for the 4 extra families
                by severity      mean %      1      2      3      4      5
                fog               66.00  78.00  74.00  68.00  60.00  50.00
                spatter (extra)   72.00  80.00  80.00  75.00  65.00  60.00

                checked on 128 images; 0 of them resist every gradient attack but not random search
                check for masked gradients                  accuracy %
                clean                                            78.13
                random noise                                     76.56
                FGSM                                             54.69
                Auto-PGD on the cross entropy                    50.00
                Auto-PGD on the difference of logits ratio       48.44
                Auto-PGD, eps 0.0157                             64.06
                Auto-PGD, eps 0.0314                             50.00
                Auto-PGD, eps 0.0627                             23.44
                Auto-PGD, eps 0.2510                              0.00

                alarm: 2 of 1000 images were taken for another class.
                """.lines().toArray(String[]::new));
    }

    @Test
    void absentPartsAreNotShown() throws IOException {
        assertThat(EvaluationView.of(read("model-evaluation-clean.json")).lines())
                .containsExactly("""
                       images  accuracy %  95 % interval  largest change  forward passes  backward passes  seconds
                clean   1,000       84.00  81.60 - 86.10               -               -                -        -

                no alarms
                """.lines().toArray(String[]::new));
    }

    private static ModelEvaluation read(String file) throws IOException {
        return Json.read(Files.readAllBytes(GOLDEN.resolve(file)), ModelEvaluation.class);
    }
}
