package io.redoubt.eval.report.tables;

import io.redoubt.api.report.Report;
import io.redoubt.api.report.TransferMatrix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The transfer matrix.
 *
 * @param lines one for each subject that examples were created for; the columns are the same subjects, as evaluated
 */
public record TransferTable(List<Line> lines) {

    /** Opacity of the heat map's colour at the highest figure; a higher opacity would make the number unreadable. */
    private static final double DARKEST = 0.5;

    /**
     * Accuracies on the examples created for one subject.
     *
     * @param mark the marker of the subject in plots
     * @param subject its name
     * @param cells one for each evaluated subject
     */
    public record Line(SeriesMarker mark, String subject, List<Cell> cells) {}

    /**
     * One accuracy.
     *
     * @param percent the figure
     * @param shade opacity of the heat map's colour, in [0, 1]
     * @param own whether the examples were created for the evaluated subject itself
     */
    public record Cell(String percent, String shade, boolean own) {}

    /** Returns the table; empty if transfer was not requested. */
    public static Optional<TransferTable> of(Report report) {
        return report.transfer().map(transfer -> of(transfer, PercentFormat.forImages(report.images())));
    }

    private static TransferTable of(TransferMatrix transfer, PercentFormat percent) {
        double[] figures = transfer.robustAccuracy().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double least = figures[0];
        double range = figures[figures.length - 1] - least;
        int size = transfer.subjects().size();
        return new TransferTable(IntStream.range(0, size)
                .mapToObj(i -> new Line(
                        SeriesMarker.of(i),
                        transfer.subjects().get(i),
                        IntStream.range(0, size)
                                .mapToObj(j ->
                                        cell(transfer.robustAccuracy().get(i).get(j), least, range, percent, i == j))
                                .toList()))
                .toList());
    }

    private static Cell cell(double share, double least, double range, PercentFormat percent, boolean own) {
        double shade = range == 0 ? 0 : DARKEST * (share - least) / range;
        return new Cell(percent.of(share), String.format(Locale.ROOT, "%.2f", shade), own);
    }
}
