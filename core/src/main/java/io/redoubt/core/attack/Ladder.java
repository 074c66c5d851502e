package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Attacks in order; each is given the images that withstood those before, always from the clean image. What counts for an
 * image is the strongest point that any of them found.
 *
 * @param attacks at least one
 * @param everyImage whether images that the classifier has wrong as they are are attacked too, as the paper does; else
 *     they count as fooled and are left alone
 */
public record Ladder(List<Attack> attacks, boolean everyImage) {
    private static final double NANOS = 1e9;

    public Ladder {
        attacks = List.copyOf(attacks);
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("attacks is empty; a ladder needs at least one");
        }
    }

    /** The passes forward that one image costs at most. */
    public int passes() {
        return 1 + attacks.stream().mapToInt(Attack::passes).sum();
    }

    /**
     * Attacks images.
     *
     * @param observer hears of every round; an exception of its stops the run and is passed on
     * @return what each attack did
     */
    public List<RungResult> climb(LogitFunction function, List<Pursuit> images, Consumer<Progress> observer) {
        Phase clean = new Phase("clean", 0, images.size(), 1);
        ProgressMeter meter = new ProgressMeter(observer, 0, (double) images.size() * passes(), clean);
        Climb climb = new Climb(function, images, meter);
        List<RungResult> results = new ArrayList<>();
        results.add(
                climb.rung("clean", images, image -> new CleanPass(image, !everyImage), image -> !image.cleanRight()));
        double passesLeft = passes() - 1;
        for (Attack attack : attacks) {
            List<Pursuit> standing =
                    images.stream().filter(image -> !image.fooled()).toList();
            meter.remaining(passesLeft * standing.size());
            passesLeft -= attack.passes();
            if (!standing.isEmpty()) {
                meter.begin(new Phase(attack.name(), 0, standing.size(), attack.passes()));
            }
            results.add(climb.rung(attack.name(), standing, attack::on, Pursuit::fooled));
        }
        return results;
    }

    /** All images on their way up. */
    private record Climb(LogitFunction function, List<Pursuit> all, ProgressMeter meter) {

        RungResult rung(
                String name, List<Pursuit> images, Function<Pursuit, Search> search, Predicate<Pursuit> fooled) {
            long began = System.nanoTime();
            LockStep run = new LockStep(function);
            run.run(images.stream().map(search).toList(), (ended, running) -> meter.advance(ended, running, Map.of()));
            double seconds = (System.nanoTime() - began) / NANOS;
            return new RungResult(
                    name,
                    images.size(),
                    count(images, fooled),
                    count(all, image -> image.cleanRight() && !image.fooled()),
                    run.passes(),
                    seconds);
        }

        private static int count(List<Pursuit> images, Predicate<Pursuit> which) {
            return (int) images.stream().filter(which).count();
        }
    }
}
