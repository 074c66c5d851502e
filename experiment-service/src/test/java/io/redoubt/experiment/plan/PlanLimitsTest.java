package io.redoubt.experiment.plan;

import static io.redoubt.experiment.plan.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redoubt.api.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for more than a data set or an experiment may have. */
class PlanLimitsTest {

    @Test
    void rejectsMoreImagesThanTheDataSetHas() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> plan("""
                        name: many
                        finetune: [{from: none}]
                        evaluate: {images: 1001}
                        """))
                .satisfies(e -> assertThat(e.field()).isEqualTo("evaluate.images"))
                .withMessageContaining("1001")
                .withMessageContaining("1000 test images");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2005 | [{from: none}] | {shard: 1}",
                "2009 | [{training: standard}, {training: adversarial}] | {shard: 1, last: false, transfer: true}",
                "3009 | [{training: standard}, {training: adversarial}] | {shard: 1, last: false, ensembles: [[none/full-adversarial, none/full-standard]]}"
            })
    void tooManyJobsOfModelsTransfersAndEnsemblesAreRejected(int jobs, String finetune, String evaluate) {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> plan("{name: many, finetune: " + finetune + ", evaluate: " + evaluate + "}"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("evaluate.shard"))
                .withMessageContaining(jobs + " jobs");
    }
}
