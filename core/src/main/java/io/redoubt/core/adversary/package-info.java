/**
 * The inner maximisation of adversarial training and of model selection, as script: perturbs batches to increase the loss of
 * any objective. The attacks that evaluate trained classifiers are in {@code core.attack}.
 */
package io.redoubt.core.adversary;
