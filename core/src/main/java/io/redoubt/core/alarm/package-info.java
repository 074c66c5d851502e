/**
 * What makes the figures of an evaluated model doubtful: the interface of an alarm rule, the inputs of all rules, and their
 * thresholds.
 */
package io.redoubt.core.alarm;
