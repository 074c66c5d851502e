/**
 * The inner maximisation of adversarial training and of model selection, as script: perturbs whole batches against any
 * objective. Attacks that judge finished classifiers are elsewhere.
 */
package io.redoubt.core.adversary;
