package io.redoubt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.job.AttackSpec;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.job.DiagnoseSpec;
import io.redoubt.api.job.EvaluateSpec;
import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.job.ReportSpec;
import io.redoubt.api.job.TransferSpec;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final DatasetRef DATASET = new DatasetRef("images", "ab".repeat(32));
    private static final ExperimentRequest REQUEST = RequestReader.read(
            "{name: a, pretrain: [{id: r, task: rotation}], finetune: [{}]}".getBytes(StandardCharsets.UTF_8));

    @Test
    void everyKindOfJobHasAQueue() {
        var pretrain = REQUEST.pretrain().get(0);
        var finetune = REQUEST.finetune().get(0);

        assertThat(Stream.of(
                                new PretrainSpec(
                                        DATASET,
                                        REQUEST.model(),
                                        pretrain.task(),
                                        pretrain.training(),
                                        pretrain.diversity(),
                                        REQUEST.threat(),
                                        pretrain.recipe(),
                                        1),
                                new FinetuneSpec(
                                        DATASET,
                                        REQUEST.model(),
                                        finetune.scope(),
                                        finetune.training(),
                                        finetune.frozenBatchNorm(),
                                        finetune.objective(),
                                        REQUEST.threat(),
                                        finetune.recipe(),
                                        1),
                                new AttackSpec(
                                        DATASET,
                                        AttackName.parse("fgsm"),
                                        REQUEST.threat(),
                                        REQUEST.evaluate().step(),
                                        0,
                                        1,
                                        1),
                                new DiagnoseSpec(DATASET, REQUEST.threat(), 1, 1),
                                new EvaluateSpec(DATASET, REQUEST.threat(), List.of(), 1),
                                new TransferSpec(DATASET, List.of("a"), List.of(AttackName.parse("fgsm")), 1),
                                new ReportSpec("a", REQUEST, DATASET, Map.of()))
                        .map((JobSpec spec) -> spec.queue()))
                .containsExactly(
                        "redoubt.jobs.pretrain.rotation",
                        "redoubt.jobs.finetune",
                        "redoubt.jobs.attack",
                        "redoubt.jobs.attack",
                        "redoubt.jobs.evaluate",
                        "redoubt.jobs.evaluate",
                        "redoubt.jobs.evaluate");
    }

    @Test
    void queuesListsOneQueuePerPretextServiceAndStage() {
        assertThat(Topics.queues()).hasSize(PretextNames.QUEUES.size() + 3).doesNotHaveDuplicates();
        assertThat(Topics.queues())
                .containsAll(PretextNames.QUEUES.stream().map(Topics::pretrain).toList());
        assertThat(Topics.queues()).contains(Topics.FINETUNE, Topics.ATTACK, Topics.EVALUATE);
        assertThat(new HashSet<>(Topics.queues()))
                .doesNotContain(Topics.EXPERIMENTS, Topics.EVENTS, Topics.STATUS, Topics.RESULTS, Topics.CONTROL);
    }

    @Test
    void rejectsInvalidQueueNames() {
        assertThatThrownBy(() -> Topics.pretrain("../finetune"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("task: ");
    }
}
