/** The rules for alarms about training, attacks, transfer and stored checkpoints, and the list of all rules. */
package io.redoubt.core.alarm.rule;
