package io.redoubt.core.evaluate;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AttackState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Stores the progress of attacks, by the file that receives their examples, so that an evaluation can be resumed. */
public interface AttackCheckpoints {

    /** Stores nothing. */
    AttackCheckpoints NONE = new AttackCheckpoints() {
        @Override
        public Optional<List<AttackFigures>> finished(Path examples) {
            return Optional.empty();
        }

        @Override
        public void finish(Path examples, List<AttackFigures> figures) {}

        @Override
        public Optional<AttackState> latest(Path examples) {
            return Optional.empty();
        }

        @Override
        public void save(Path examples, AttackState state) {}
    };

    /** Returns the figures of a finished attack with the same inputs, whose examples are in the file. */
    Optional<List<AttackFigures>> finished(Path examples) throws IOException;

    /** Called when an attack has finished and its examples are written. */
    void finish(Path examples, List<AttackFigures> figures) throws IOException;

    /** Returns the latest stored state of an attack with the same inputs. */
    Optional<AttackState> latest(Path examples) throws IOException;

    /** Called with the state before each batch. The state must not be used after this method has returned. */
    void save(Path examples, AttackState state);
}
