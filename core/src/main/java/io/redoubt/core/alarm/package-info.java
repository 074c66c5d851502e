/**
 * Alarms about doubtful figures of an evaluated model: the interface of a rule, the inputs of all rules, and their
 * thresholds.
 */
package io.redoubt.core.alarm;
