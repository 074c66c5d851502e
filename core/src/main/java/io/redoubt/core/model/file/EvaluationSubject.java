package io.redoubt.core.model.file;

import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Ensemble;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A stored model, or an ensemble of several, that is attacked and evaluated as one function.
 *
 * @param members at least one
 */
public record EvaluationSubject(List<ModelFile> members) {

    public EvaluationSubject {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("members is empty; a subject has at least one model");
        }
    }

    /** Reads the members, as {@link ModelFile#read} does. */
    public static EvaluationSubject read(List<Path> files) throws IOException {
        List<ModelFile> members = new ArrayList<>();
        for (Path file : files) {
            members.add(ModelFile.read(file));
        }
        return new EvaluationSubject(members);
    }

    /**
     * Returns the network, or the ensemble of the members.
     *
     * @throws IllegalArgumentException when members differ in channels or classes
     */
    public Classifier classifier() {
        List<Network> networks = members.stream().map(ModelFile::network).toList();
        return networks.size() == 1 ? networks.get(0) : new Ensemble(networks);
    }

    /** The tensors of {@link #classifier()}. */
    public Weights weights() {
        List<Weights> weights = members.stream().map(ModelFile::weights).toList();
        return weights.size() == 1 ? weights.get(0) : Weights.ofEnsemble(weights);
    }
}
