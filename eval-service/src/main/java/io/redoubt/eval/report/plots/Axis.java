package io.redoubt.eval.report.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * One axis of a plot: maps a range of values to a range of pixels.
 *
 * @param low value at its start
 * @param high value at its end, above {@code low}
 * @param step between ticks; {@code low} and {@code high} are multiples of it
 * @param from pixel of {@code low}
 * @param to pixel of {@code high}
 */
record Axis(double low, double high, double step, double from, double to) {

    private static final double[] STEPS = {0.005, 0.01, 0.02, 0.05, 0.1, 0.2};
    private static final int MOST_TICKS = 8;

    /** A labelled value. */
    record Tick(String label, String at) {}

    /** Returns an axis of shares that contains all values with a margin and has round bounds within [0, 1]. */
    static Axis ofShares(double[] values, double from, double to) {
        double least = 1;
        double most = 0;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double room = Math.max(0.01, 0.08 * (most - least));
        double step = 0;
        double low = 0;
        double high = 1;
        for (int i = 0; i < STEPS.length && (step == 0 || (high - low) / step > MOST_TICKS - 0.5); i++) {
            step = STEPS[i];
            low = Math.max(0, Math.floor((least - room) / step) * step);
            high = Math.min(1, Math.ceil((most + room) / step) * step);
        }
        return new Axis(low, high, step, from, to);
    }

    /** Returns an axis of epochs, from 1. */
    static Axis ofEpochs(int epochs, double from, double to) {
        int step = 1;
        for (int i = 0; epochs / step > MOST_TICKS; i++) {
            // 1, 2, 5, 10, 20, 50, ...
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return new Axis(1, Math.max(2, epochs), step, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** Ticks in percent. */
    List<Tick> percentTicks() {
        return ticks(100, step < 0.01 ? "%.1f" : "%.0f");
    }

    /** Ticks in whole numbers. */
    List<Tick> wholeTicks() {
        return ticks(1, "%.0f");
    }

    private List<Tick> ticks(double scale, String format) {
        return LongStream.rangeClosed((long) Math.ceil(low / step - 1e-9), (long) Math.floor(high / step + 1e-9))
                .mapToDouble(i -> i * step)
                .mapToObj(value -> new Tick(
                        String.format(Locale.ROOT, format, scale * value),
                        String.format(Locale.ROOT, "%.1f", at(value))))
                .toList();
    }
}
