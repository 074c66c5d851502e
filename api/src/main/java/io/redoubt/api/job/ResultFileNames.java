package io.redoubt.api.job;

/** The file names of results. */
public final class ResultFileNames {

    /** Weights of the best epoch, with their description. */
    public static final String MODEL = "model.safetensors";

    /** Weights of the last epoch, with their description. */
    public static final String LAST_MODEL = "last.safetensors";

    /** Metrics of every epoch, a list of {@link io.redoubt.api.report.EpochRecord}. */
    public static final String HISTORY = "history.json";

    /** Which tensors of a pretrained model were loaded, newly initialised or not used. */
    public static final String TRUNK_LOAD = "trunk-load.json";

    /** Adversarial examples of one shard. */
    public static final String EXAMPLES = "examples.safetensors";

    /** {@link io.redoubt.api.report.CorruptionScores} of one shard. */
    public static final String CORRUPTIONS = "corruptions.json";

    /** {@link io.redoubt.api.report.GradientMaskingDiagnosis}. */
    public static final String DIAGNOSIS = "diagnosis.json";

    /** {@link io.redoubt.api.report.Scores}. */
    public static final String SCORES = "scores.json";

    /** {@link io.redoubt.api.report.TransferScores}. */
    public static final String TRANSFER = "transfer.json";

    /** {@link io.redoubt.api.report.Report}. */
    public static final String REPORT_JSON = "report.json";

    /** The report as HTML. */
    public static final String REPORT_HTML = "report.html";

    /** The report as Markdown. */
    public static final String REPORT_MARKDOWN = "report.md";

    /** The subjects in the format of RobustBench, {@link io.redoubt.api.report.RobustBenchEntry} by subject. */
    public static final String ROBUSTBENCH = "robustbench.json";

    private ResultFileNames() {}
}
