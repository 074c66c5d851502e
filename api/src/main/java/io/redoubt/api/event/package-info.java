/** What services say while they work: job events, experiment status, and the commands that steer an experiment. */
package io.redoubt.api.event;
