/** What a worker tells, and what it is told: job events, dead letters, and the commands that cancel experiments. */
package io.redoubt.pipeline.event;
