package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several objectives on one trunk (paper figure 2): each has its own head and its own input, and their losses are averaged.
 *
 * <p>A batch of images is (B,K*C,H,W): the K inputs of an image stand one after another in its channels. Targets are (B,T),
 * those of the branches one after another. The inputs pass the trunk one after another, so that in training mode each has
 * the statistics of its own batch and moves the same running ones.
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
     * @param name begins the names of its head's tensors
     * @param objective trunk, head and loss
     * @param targets of one image, at least 1
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
    public void define(ScriptSource source) {
        for (int i = 0; i < branches.size(); i++) {
            ScriptSource own = new ScriptSource();
            branches.get(i).objective().define(own);
            source.include(prefix(i), own);
            source.define(
                    prefix(i) + "weights", "w: List[Tensor]", "List[Tensor]", "return " + selection(branches.get(i)));
        }
        source.define(
                "losses",
                "w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool",
                "Tensor",
                mean("losses", ", trunk_training, head_training"));
        source.define("correct", "w: List[Tensor], x: Tensor, t: Tensor", "Tensor", mean("correct", ""));
    }

    private static String prefix(int branch) {
        return "branch" + branch + "_";
    }

    /** The list of a branch's tensors, in its own order, among those of {@code w}. */
    private String selection(Branch branch) {
        Map<String, Integer> positions = new HashMap<>();
        tensors().forEach(spec -> positions.put(spec.name(), positions.size()));
        return branch.objective().tensors().stream()
                .map(spec -> "w[" + positions.get(sharedName(branch, spec)) + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The mean over the branches of a method that gives a value for each image. */
    private String mean(String method, String modes) {
        StringBuilder body = new StringBuilder();
        int target = 0;
        for (int i = 0; i < branches.size(); i++) {
            int targets = branches.get(i).targets();
            String own = targets == 1
                    ? "torch.select(t, 1, %d)".formatted(target)
                    : "torch.slice(t, 1, %d, %d, 1)".formatted(target, target + targets);
            target += targets;
            body.append("x%d = torch.slice(x, 1, %d, %d, 1)\n".formatted(i, i * channels, (i + 1) * channels));
            body.append("value%1$d = self.%2$s%3$s(self.%2$sweights(w), x%1$d, %4$s%5$s)\n"
                    .formatted(i, prefix(i), method, own, modes));
        }
        String values =
                IntStream.range(0, branches.size()).mapToObj(i -> "value" + i).collect(Collectors.joining(", "));
        return body + "return torch.mean(torch.stack([" + values + "]), [0])\n";
    }
}
