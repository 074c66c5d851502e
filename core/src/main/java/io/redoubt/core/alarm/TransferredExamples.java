package io.redoubt.core.alarm;

/**
 * How a subject classifies the examples that were created for another subject.
 *
 * @param source the other subject
 * @param accuracy accuracy on those examples, in [0, 1]
 * @param missedByOwn images that are misclassified on those examples and withstand every attack on the subject itself
 */
public record TransferredExamples(String source, double accuracy, int missedByOwn) {}
