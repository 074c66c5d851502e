/**
 * Adversaries: perturbation sets and the attacks that search them. An attack describes its loop as script and knows a
 * network only as an objective; it neither loads models nor counts accuracies.
 */
package io.redoubt.core.attack;
