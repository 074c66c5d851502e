/** Checks whether this machine and a deployment can run experiments. */
package io.redoubt.cli.doctor;
