/**
 * Training: plans, the loop, the optimiser with its state, schedules, and selection on held-out images. Every run can be
 * stopped at any step and resumed from there, or from any step before, to the same bytes; nothing here knows stores or queues.
 */
package io.redoubt.core.train;
