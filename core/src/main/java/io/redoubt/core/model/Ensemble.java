package io.redoubt.core.model;

import io.redoubt.core.script.ScriptSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Several networks that answer as one: its logits are the log of the mean of the members' probabilities, computed without
 * leaving the log scale, and it is attacked as one function. (The mean probability itself, taken for logits, would put a
 * second softmax into the loss and mask its gradient.)
 *
 * <p>The tensors are those of the members one after another, each name prefixed with the member's index, as in
 * {@code 0.conv1.weight}.
 *
 * @param members at least one; equal in channels and classes
 */
public record Ensemble(List<PreActResNet> members) implements Classifier {
    public Ensemble {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("members is empty; an ensemble needs at least one network");
        }
        for (PreActResNet member : members) {
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
    public void defineLogits(ScriptSource source) {
        StringBuilder body = new StringBuilder("members = annotate(List[Tensor], [])\n");
        int offset = 0;
        for (int i = 0; i < members.size(); i++) {
            members.get(i).defineLogits(source, "logits" + i, offset);
            offset += members.get(i).tensors().size();
            body.append("logits%d = self.logits%d(w, x, trunk_training, head_training)\n".formatted(i, i));
            body.append("_%d = torch.append(members, torch.log_softmax(logits%d, 1))\n".formatted(i, i));
        }
        body.append("sum = torch.logsumexp(torch.stack(members), [0])\n");
        body.append("return torch.sub(sum, %s)\n".formatted(ScriptSource.number(Math.log(members.size()))));
        source.define(
                "logits",
                "w: List[Tensor], x: Tensor, trunk_training: bool, head_training: bool",
                "Tensor",
                body.toString());
    }
}
