package io.redoubt.experiment.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates of the pages, in {@code templates/ui}. All values are escaped. */
@CheckedTemplate(basePath = "ui")
final class Templates {

    private Templates() {}

    static native TemplateInstance experiments(ExperimentsModel page);

    static native TemplateInstance experiment(ExperimentModel page);

    static native TemplateInstance newExperiment(NewExperimentModel page);

    static native TemplateInstance delete(DeleteModel page);

    static native TemplateInstance compare(CompareModel page);

    static native TemplateInstance queues(QueuesModel page);

    static native TemplateInstance data(DataModel page);

    static native TemplateInstance dataset(DatasetModel page);

    static native TemplateInstance deadLetters(DeadLettersModel page);

    static native TemplateInstance signIn(SignInModel page);

    static native TemplateInstance problem(ProblemModel page);
}
