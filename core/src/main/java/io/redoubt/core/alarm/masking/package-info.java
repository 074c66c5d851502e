/** The rules for alarms about masked gradients, one for each check of a {@code GradientMaskingDiagnosis}. */
package io.redoubt.core.alarm.masking;
