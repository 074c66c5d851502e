package io.redoubt.core.evaluate;

import io.redoubt.core.attack.AdversarialExamples;
import java.nio.file.Path;

/**
 * Adversarial examples read from a file.
 *
 * @param file where they are stored
 * @param examples the content; not checked against a threat model
 */
public record StoredExamples(Path file, AdversarialExamples examples) {}
