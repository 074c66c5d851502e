/** Job events, experiment status, and the commands that control an experiment. */
package io.redoubt.api.event;
