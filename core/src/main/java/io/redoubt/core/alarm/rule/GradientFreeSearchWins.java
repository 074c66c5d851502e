package io.redoubt.core.alarm.rule;

import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.AttackSetting;
import io.redoubt.api.report.AttackCost;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.AlarmRule;
import io.redoubt.core.alarm.AlarmThresholds;
import io.redoubt.core.alarm.AttackCategory;
import io.redoubt.core.alarm.AttackComparison;
import io.redoubt.core.alarm.UnreliableWhen;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Images that a search without gradients fools and no gradient attack does (Carlini et al. 2019). */
final class GradientFreeSearchWins implements AlarmRule {

    @Override
    public String name() {
        return "gradient-free search beats gradients";
    }

    @Override
    public String condition() {
        return "images that withstand every gradient attack of the request are fooled by `square`, beyond the tolerance; in a"
                + " suite: images that withstand the gradient attacks before it";
    }

    @Override
    public UnreliableWhen unreliable() {
        return UnreliableWhen.ALWAYS;
    }

    @Override
    public Stream<Alarm> check(AlarmInputs inputs) {
        return Stream.concat(
                amongAttacks(inputs),
                inputs.attacks().attacks().stream().flatMap(attack -> withinSuite(inputs, attack)));
    }

    private Stream<Alarm> amongAttacks(AlarmInputs inputs) {
        AttackComparison attacks = inputs.attacks();
        List<AttackName> gradient = attacks.attacks().stream()
                .filter(attack -> !AttackCategory.isBlackBox(attack))
                .toList();
        if (gradient.isEmpty()) {
            return Stream.empty();
        }
        return attacks.attacks().stream()
                .filter(AttackCategory::isBlackBox)
                .flatMap(search -> check(
                        inputs,
                        attacks.fooledOnlyBy(search, gradient),
                        attacks.withstand(gradient),
                        names(gradient),
                        search.toString()));
    }

    private Stream<Alarm> withinSuite(AlarmInputs inputs, AttackName suite) {
        List<AttackSetting> steps = suite.steps();
        return inputs.attacks().cost(suite).stream().flatMap(cost -> IntStream.range(0, steps.size())
                .filter(i -> AttackCategory.isBlackBox(steps.get(i)))
                .boxed()
                .flatMap(i -> withinSuite(inputs, suite, steps.get(i), steps.subList(0, i), cost)));
    }

    /** An attack of a suite is given only the images that withstand the attacks before it. */
    private Stream<Alarm> withinSuite(
            AlarmInputs inputs, AttackName suite, AttackSetting search, List<AttackSetting> before, AttackCost cost) {
        List<AttackSetting> gradient = before.stream()
                .filter(attack -> !AttackCategory.isBlackBox(attack))
                .toList();
        if (gradient.isEmpty()) {
            return Stream.empty();
        }
        return cost.suite().stream()
                .filter(figures -> figures.attack().equals(search.toString()))
                .flatMap(figures -> check(
                        inputs, figures.fooled(), figures.attacked(), names(gradient), search + " within " + suite));
    }

    private Stream<Alarm> check(AlarmInputs inputs, int fooled, int withstanding, String gradient, String search) {
        if (!AlarmThresholds.exceedTolerance(fooled, inputs.attacks().images())) {
            return Stream.empty();
        }
        return Stream.of(alarm(
                inputs,
                "%,d of the %,d images that withstand %s are fooled by %s, which uses no gradients. Gradients are of little use"
                        + " to attacks on this model, so accuracy under gradient attacks is not evidence of robustness; the"
                        + " true robust accuracy may be lower still.",
                fooled,
                withstanding,
                gradient,
                search));
    }

    private static String names(List<?> attacks) {
        return attacks.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
