/**
 * Training: plans, the training loop, the optimiser, schedules, weight averaging and model selection on held-out
 * images. A run can be interrupted at any step and resumed from that step or an earlier one; the result has the same
 * bytes. Independent of stores and queues.
 */
package io.redoubt.core.train;
