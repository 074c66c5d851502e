package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Several objectives on one trunk (paper figure 2): each has its own head and its own input, and their losses are averaged.
 *
 * <p>A batch of images is (B,K*C,H,W): the K inputs of an image are concatenated along its channels. Targets are (B,T),
 * those of the branches concatenated. Each input passes through the trunk separately, so that in training mode it is
 * normalised by the statistics of its own batch; all update the same running statistics.
 *
 * <p>The tensors are those of the trunk, then those of the heads, each name prefixed with that of its branch, as in
 * {@code rotation.fc.weight}.
 *
 * @param branches at least one; their trunks have the same tensors
 * @param channels C, of one input
 */
public record JointNetwork(List<Branch> branches, int channels) implements Objective {

    /** @throws IllegalArgumentException when the trunks differ */
    public JointNetwork {
        branches = List.copyOf(branches);
        for (Branch branch : branches) {
            if (!trunk(branch).equals(trunk(branches.get(0)))) {
                throw new IllegalArgumentException("branches " + branches.get(0).name() + " and " + branch.name()
                        + " differ in the tensors of their trunks; they must be equal");
            }
        }
    }

    /**
     * One objective.
     *
     * @param name prefix of the names of its head's tensors
     * @param objective trunk, head and loss
     * @param targets number of targets per image, at least 1
     */
    public record Branch(String name, Objective objective, int targets) {}

    private static List<TensorSpec> trunk(Branch branch) {
        return branch.objective().tensors().stream()
                .filter(spec -> spec.part() == NetworkPart.TRUNK)
                .toList();
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> all = new ArrayList<>(trunk(branches.get(0)));
        for (Branch branch : branches) {
            branch.objective().tensors().stream()
                    .filter(spec -> spec.part() == NetworkPart.HEAD)
                    .forEach(spec -> all.add(new TensorSpec(
                            sharedName(branch, spec), spec.shape(), spec.role(), spec.part(), spec.fanIn())));
        }
        return all;
    }

    private static String sharedName(Branch branch, TensorSpec spec) {
        return spec.part() == NetworkPart.TRUNK ? spec.name() : branch.name() + "." + spec.name();
    }

    @Override
    public double activations() {
        return branches.stream()
                .mapToDouble(branch -> branch.objective().activations())
                .sum();
    }

    @Override
    public void define(ScriptSource source) {
        for (int i = 0; i < branches.size(); i++) {
            ScriptSource branch = new ScriptSource();
            branches.get(i).objective().define(branch);
            source.include(prefix(i), branch);
            source.define(
                    new ScriptMethod(prefix(i) + "weights", Type.TENSORS, ScriptMethods.WEIGHTS),
                    CodeBlock.of("return {selected}").with("selected", selection(branches.get(i))));
        }
        source.define(
                ScriptMethods.LOSSES, mean(ScriptMethods.LOSSES, CodeBlock.of(", trunk_training, head_training")));
        source.define(ScriptMethods.CORRECT, mean(ScriptMethods.CORRECT, CodeBlock.of("")));
    }

    private static String prefix(int branch) {
        return "branch" + branch + "_";
    }

    /** The tensors of a branch in its own order, selected from {@link ScriptMethods#WEIGHTS}. */
    private Value selection(Branch branch) {
        Map<String, Integer> positions = new HashMap<>();
        tensors().forEach(spec -> positions.put(spec.name(), positions.size()));
        return Value.list(branch.objective().tensors().stream()
                .map(spec -> ScriptMethods.WEIGHTS.element(positions.get(sharedName(branch, spec))))
                .toList());
    }

    /** The mean over the branches of a method that returns one value per image. */
    private CodeBlock mean(ScriptMethod method, CodeBlock modes) {
        CodeBlock code = CodeBlock.of("values = annotate(List[Tensor], [])\n");
        int target = 0;
        for (int i = 0; i < branches.size(); i++) {
            int targets = branches.get(i).targets();
            CodeBlock own = targets == 1
                    ? CodeBlock.of("torch.select(t, 1, {from})").with("from", target)
                    : CodeBlock.of("torch.slice(t, 1, {from}, {to}, 1)")
                            .with("from", target)
                            .with("to", target + targets);
            target += targets;
            code = code.then(CodeBlock.of("""
                    # {name}
                    x{i} = torch.slice(x, 1, {from}, {to}, 1)
                    w{i} = self.branch{i}_weights(w)
                    _{i} = torch.append(values, {method}(w{i}, x{i}, {targets}{modes}))
                    """)
                    .with("name", new Value(branches.get(i).name()))
                    .with("i", i)
                    .with("from", i * channels)
                    .with("to", (i + 1) * channels)
                    .with("method", method.named(prefix(i) + method.name()))
                    .with("targets", own)
                    .with("modes", modes));
        }
        return code.then(CodeBlock.of("return torch.mean(torch.stack(values), [0])\n"));
    }
}
