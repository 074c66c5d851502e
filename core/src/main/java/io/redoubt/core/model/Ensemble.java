package io.redoubt.core.model;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Several networks used as one classifier: its logits are the log of the mean of the members' probabilities, computed in the
 * log domain. It is attacked as one function. (Using the mean probabilities themselves as logits would put a second softmax
 * into the loss and mask its gradient.)
 *
 * <p>The tensors are those of the members in order, each name prefixed with the member's index, as in
 * {@code 0.conv1.weight}.
 *
 * @param members at least one; equal in channels and classes
 */
public record Ensemble(List<Network> members) implements Classifier {
    public Ensemble {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("members is empty; an ensemble needs at least one network");
        }
        for (Network member : members) {
            if (member.classes() != members.get(0).classes()
                    || member.channels() != members.get(0).channels()) {
                throw new IllegalArgumentException("members " + members.get(0) + " and " + member
                        + " differ in channels or classes; they must be equal");
            }
        }
    }

    @Override
    public int classes() {
        return members.get(0).classes();
    }

    @Override
    public int networks() {
        return members.size();
    }

    @Override
    public int channels() {
        return members.get(0).channels();
    }

    @Override
    public List<TensorSpec> tensors() {
        List<TensorSpec> all = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            String prefix = i + ".";
            for (TensorSpec tensor : members.get(i).tensors()) {
                all.add(new TensorSpec(
                        prefix + tensor.name(), tensor.shape(), tensor.role(), tensor.part(), tensor.fanIn()));
            }
        }
        return all;
    }

    @Override
    public double activations() {
        return members.stream().mapToDouble(Network::activations).sum();
    }

    @Override
    public void defineLogits(ScriptSource source) {
        CodeBlock logSoftmaxes = CodeBlock.of("members = annotate(List[Tensor], [])\n");
        int offset = 0;
        for (int i = 0; i < members.size(); i++) {
            ScriptMethod logits = ScriptMethods.LOGITS.named("logits" + i);
            members.get(i).defineLogits(source, logits, offset);
            offset += members.get(i).tensors().size();
            logSoftmaxes = logSoftmaxes.then(CodeBlock.of("""
                    logits{i} = {logits}(w, x, trunk_training, head_training)
                    _{i} = torch.append(members, torch.log_softmax(logits{i}, 1))
                    """).with("i", i).with("logits", logits));
        }
        source.define(
                ScriptMethods.LOGITS, logSoftmaxes.then(CodeBlock.of("""
                sum = torch.logsumexp(torch.stack(members), [0])
                return torch.sub(sum, {log_size})
                """).with("log_size", Math.log(members.size()))));
    }
}
